import { itCompiles, itDeclines } from './cases';

/** Programs that are compiled: value and gradient are those of the tape at five points. */
const covered: Record<string, string> = {
  'sort in place, of a copy':
    'function f(p) { const s = [...p].sort((a, b) => a - b); return s[0] + 2 * s[1] ** 2 + 3 * s[2] ** 3 - s[3]; }',
  'sort downwards, by a function with a body':
    'function f(p) { const s = p.map((x) => x * x); s.sort(function (x, y) { return y - x; }); return s[0] - 2 * s[3]; }',
  'sort pairs by their first':
    'function f(p) { const s = p.map((x, i) => [Math.abs(x - 0.3), x * (i + 1)]); s.sort(([a], [b]) => a - b); return s[0][1] * 2 + s[1][1]; }',
  'a median in a loop':
    'const median = (xs) => { const s = [...xs].sort((a, b) => a - b); return s[1]; }; function f(p) { let t = 0; for (let k = 0; k < 4; k++) { t += median(p.map((x) => Math.sin(x * k))) ** 2; } return t; }',
  'toSorted by size':
    'function f(p) { const s = p.toSorted((a, b) => Math.abs(a) - Math.abs(b)); return s[0] * p[1] + s[3]; }',
  'cases that fall into the next, the default among them':
    'function f(p) { let s = p[1]; switch (Math.floor(Math.abs(p[0] * 2))) { case 0: s *= p[0]; case 1: s += p[1] ** 2; if (s > 1) break; default: s += p[2]; case 2: { s += p[3] * p[0]; break; } case 3: return s * s; case 4: s += 3 * p[0]; } return s; }',
  'cases that fall, within a loop':
    'function f(p) { let s = p[1]; for (let i = 0; i < 5; i++) { switch (i) { case 0: s *= p[0]; case 1: s += p[1] ** 2; if (s > 1) continue; case 2: s += p[2]; case 3: s *= p[3]; } s *= 0.5; } return s; }',
  'logical assignment':
    'function f(p) { const a = p.map((x) => Math.max(0, x)); for (let i = 0; i < 4; i++) a[i] ||= p[(i + 1) % 4] ** 2; let b = p[2]; b &&= b * p[3]; b ??= 1; return a[0] * a[1] + a[2] + b; }',
  'a row that has a name of its own':
    'function f(p) { const t = [p[0], p[1]]; const rows = [t, [p[1], p[2]]]; for (let i = 0; i < 2; i++) rows[i][0] *= 3; return t[0] + rows[1][0]; }',
  'one row pushed twice':
    'function f(p) { const t = [p[0], p[1]]; const rows = []; for (let i = 0; i < 2; i++) rows.push(t); rows[0][0] = 5 * p[2]; return rows[1][0] * t[1]; }',
  'a slice that is only read':
    'function f(p){ return p.slice(1).reduce((s,n,i)=>s+(n-p[i]**2)**2,0); }',
  'a slice that is written to':
    'function f(p){ const q=p.slice(1); q[0]=q[1]*p[1]; return q[0]+p[1]**2; }',
  'a slice in a variable that held another array':
    'function f(p){ let q=p.map(x=>x*x); q=p.slice(); q[0]=5*p[1]; return q[0]+p[0]; }',
  'slices as rows':
    'function f(p){ const m=[p.slice(0,2),p.slice(2)]; for(let i=0;i<2;i++) m[i][0]*=m[1][1]; return m[0][0]+p[0]*m[1][0]; }',
  'a slice of what is written to afterwards':
    'function f(p){ const q=p.slice(); p[0]=7*p[1]; return q[0]*p[0]; }',
  'a copy or the array itself':
    'function f(p){ const q = p[0]>0 ? p : p.slice(); q[0]+=1; return q[0]*p[0]; }',
  'slices of data':
    'const d=[1,2,3,4]; function f(p){ const e=d.slice(1); e[0]=p[0]; const g=[...d]; return e[0]*e[1]+d[1]*p[1]+g[3]*p[2]; }',
  'a fold from the right':
    'function f(p) { return p.reduceRight((s, x, i) => s * p[0] + x * (i + 1)) + p.reduceRight((s, x) => Math.sin(s) - x, p[1]); }',
  'a fold from the right of what is written to':
    'function f(p) { const q = p.map((x) => x * x); return q.reduceRight((s, x, i, all) => { all[0] = s * p[1]; return s + x * i; }, 1) * q[0]; }',
  'entries, with exits':
    'function f(p) { let s = 0; for (const [i, x] of p.map((y) => y * p[0]).entries()) { if (x > 1.5) continue; if (s > 4) break; s += x * i - p[i] ** 2; } return s; }',
  'entries by a name':
    'function f(p) { let s = 0; for (const e of [p[0], p[1] * p[2], 3].entries()) s += e[1] ** (e[0] + 1); return s; }',
  'the length of what map has made':
    'function f(p) { return Math.hypot(...p.map((x) => x * p[0])) * Math.hypot(p[1], ...p.slice(2)); }',
  'functions of Math as callbacks':
    'function f(p) { return p.map(Math.exp).map(Math.sqrt).reduce((s, x) => s * x, 1) + Math.sin(p[0], p[1]); }',
  'a minus that only a division sees':
    'function f(p, { step }) { const a = step * 0, b = step * -0; return 1 / a > 1 / b ? p[0] : p[1]; }',
};

describe('compiled arrays, cases and assignments', () => {
  itCompiles(covered);

  itDeclines({
    'sort as text': ['function f(p) { return p.slice().sort()[0]; }', /sort without/],
    'sort by a comparison that is none': [
      'function f(p) { return p.slice().sort((a, b) => (a < b ? -1 : 1))[0]; }',
      /difference of a key/,
    ],
    'sort by one key of one and another of the other': [
      'function f(p) { const s = p.map((x) => [x, -x]); s.sort((x, y) => x[0] - y[1]); return s[0][0]; }',
      /difference of a key/,
    ],
  });
});
