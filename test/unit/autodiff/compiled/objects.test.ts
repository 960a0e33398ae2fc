import { itCompiles, itDeclines } from './cases';

/** Programs that are compiled: value and gradient are those of the tape at five points. */
const covered: Record<string, string> = {
  'objects that are compared':
    'function f(p) { const q = p.map((x) => ({ x })); let s = 0; for (const o of q) for (const r of q) if (o !== r) s += o.x * r.x; return s; }',
  'objects that are compared under their names, one of them in two places':
    'function f(p) { const a = { u: p[0] }, b = { u: p[1] }, all = [a, b, a]; let s = 0; for (const x of all) { for (const y of all) s += x === y ? x.u ** 2 : x !== b ? y.u : 3; x.u *= p[2]; } return s; }',
  'the best of several, found again':
    'function f(p) { const all = p.map((x) => ({ u: x })); let best = all[0]; for (const a of all) if (a.u > best.u) best = a; return all.reduce((s, a) => s + (a === best ? 2 * a.u : a.u ** 2), 0); }',
  'objects that map makes':
    'function f(p){ const q=p.map((x,i)=>({x: x*2, w: i})); let s=0; for (const o of q) s+=o.x*o.x*o.w; return s; }',
  'objects that are pushed':
    'function f(p){ const q=[]; for (let i=0;i<4;i++) q.push({x:p[i], y:p[(i+1)%4]}); return q.reduce((s,{x,y})=>s+x*y*y,0); }',
  'objects that are written to in loops':
    'function f(p){ const q=[]; for (let i=0;i<4;i++) q.push({x:p[i], v:0}); for (let t=0;t<3;t++) { for (const o of q) { o.v += -o.x*0.1; o.x += o.v; } } return q.reduce((s,o)=>s+o.x**2,0); }',
  'one object in two places and under a name':
    'function f(p){ const o={x:p[0]}; const q=[o,o,{x:p[1]}]; for (let i=0;i<3;i++) q[i].x*=2; return o.x+q[2].x; }',
  'names of an element that is an object':
    'function f(p){ const q=p.map(x=>({x})); const a=q[1]; q[1].x=p[0]*p[2]; const b=a; b.x+=1; return a.x*q[1].x; }',
  'objects sorted by a property':
    'function f(p){ const q=p.map((x,i)=>({d:Math.abs(x-0.5), y:x*i})); q.sort((a,b)=>a.d-b.d); return q[0].y*2+q[1].y; }',
  'arrays and objects within objects':
    'function f(p){ const q=p.map((x,i)=>({pos:[x,x*x], v:{a:x}})); let s=0; for (let i=0;i<4;i++){ q[i].pos[0]+=q[(i+1)%4].pos[1]; s+=q[i].pos[0]*q[i].v.a; } return s; }',
  'objects that are filtered, sliced and put together':
    'function f(p){ const q=p.map((x,i)=>({x,i})); const r=q.filter(o=>o.x>-0.5).concat(q.slice(1)); return r.reduce((s,o)=>s+o.x**2*(o.i+1),0); }',
  'the best of several objects':
    'function f(p){ const q=p.map((x,i)=>({x,i})); let best=q[0]; for (const o of q) if (o.x>best.x) best=o; best.x*=3; return best.x+q[2].x; }',
  'objects spread into others, and their values':
    'function f(p){ const q=p.map((x,i)=>({x,i})); const r=q.map(o=>({...o, y:o.x*o.x})); return r.reduce((s,o)=>s+o.x*o.y,0)+Object.values(r[0])[0]; }',
  'reduce to an object':
    'function f(p){ const r=p.reduce((acc,x)=>({s:acc.s+x,m:Math.max(acc.m,x)}),{s:0,m:-10}); return r.s*r.m; }',
  'a list that is read in the text before it is filled':
    'function f(p){ const b=[1,2,3]; const z=[]; for (let i=0;i<3;i++){ let s=b[i]*p[i]; for (let k=0;k<i;k++) s-=z[k]*p[k]; z.push(s/(2+p[i]**2)); } return z.reduce((s,x)=>s+x*x,0); }',
  'rows that are read in the text before any is pushed':
    'function f(p){ const vs=[[p[0],1,2],[p[1],p[2],0.5],[1,p[3],2]]; const basis=[]; let pen=0; for (const v of vs){ let rest=[...v]; for (const d of basis){ const al=rest.reduce((s,x,i)=>s+x*d[i],0); pen+=al**2; rest=rest.map((x,i)=>x-al*d[i]); } const n=Math.sqrt(rest.reduce((s,x)=>s+x*x,0)); pen+=(n-1)**2; basis.push(rest.map(x=>x/n)); } return pen; }',
  'push to an array that is not empty':
    'function f(p){ const a=[p[0],1]; for (let i=0;i<5;i++) a.push(a[i]*p[1]+a[i+1]); return a[6]; }',
  'a variable that the body of do gives its first value':
    'function f(p){ let m=0.5, before, n=0; do { before=m; m=Math.tanh(p[0]*m+p[1]); n++; } while (Math.abs(m-before)>1e-3 && n<50); return (m-0.6)**2; }',
  'bodies that attract each other':
    'function f(p){ const bodies=[{m:1,x:[p[0],p[1]],v:[0,1]},{m:2,x:[p[2],p[3]],v:[1,0]}]; for (let k=0;k<3;k++){ for (const b of bodies){ for (let d=0;d<2;d++){ let a=0; for (const o of bodies) { if (o.m!==b.m) a+=(o.x[d]-b.x[d])*o.m; } b.v[d]+=0.1*a; } } for (const b of bodies) { b.x[0]+=0.1*b.v[0]; b.x[1]+=0.1*b.v[1]; } } return bodies[0].x[0]**2+bodies[1].x[1]; }',
  'a list that stays empty':
    'function f(p){ const a=[]; let s=0; for (const x of a) s+=x; return p[0]+s; }',
  'rows put one behind the other':
    'function f(p) { const m = p.map((x) => [x, x * x]); return m.flat().reduce((s, x, i) => s + x * i, 0) + p.flatMap((x) => [x, 2]).length * p[1]; }',
  'a short array among other arguments':
    'function f(p) { return Math.max(...p, 0.5) * Math.hypot(1, ...p); }',
};

describe('compiled objects and lists', () => {
  itCompiles(covered);

  itDeclines({
    'arrays that are compared': [
      'function f(p) { const q = [[p[0]], [p[1]]]; let s = 0; for (const o of q) for (const r of q) if (o !== r) s += o[0] * r[0]; return s; }',
      /!== of arrays or objects/,
    ],
    'objects that are compared, of which there is a copy': [
      'const data = [{ u: 1 }, { u: 2 }]; function f(p) { const all = data.map((each) => each); let s = 0; for (const a of all) for (const b of all) if (a === b) s += a.u * p[1]; return s; }',
      /=== of objects of which copies exist/,
    ],
    'a write to what is frozen': [
      'function f(p) { const o = Object.freeze({ a: p[0] }); o.a = 2; return o.a; }',
      /copies/,
    ],
    'an object that holds a text': [
      "function f(p) { return p.map((x) => ({ x, name: 'a' })).slice(1)[0].x; }",
      /such elements/,
    ],
  });
});
