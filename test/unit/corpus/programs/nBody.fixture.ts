// Three bodies under gravity: objects that are changed in place, semi-implicit Euler.
interface Body {
  x: number;
  y: number;
  vx: number;
  vy: number;
  mass: number;
}

export function nearMiss(speed = 0.9, angle = 0.4) {
  const bodies: Body[] = [
    { x: 0, y: 0, vx: 0, vy: 0, mass: 1 },
    { x: 2, y: 0, vx: 0, vy: 0.6, mass: 0.1 },
    { x: -3, y: 1, vx: speed * Math.cos(angle), vy: -speed * Math.sin(angle), mass: 0.01 },
  ];
  const dt = 0.05;
  for (let step = 0; step < 30; step++) {
    for (const a of bodies) {
      for (const b of bodies) {
        if (a === b) continue;
        const dx = b.x - a.x;
        const dy = b.y - a.y;
        const r2 = dx * dx + dy * dy + 0.01;
        const pull = b.mass / (r2 * Math.sqrt(r2));
        a.vx += dt * pull * dx;
        a.vy += dt * pull * dy;
      }
    }
    for (const body of bodies) {
      body.x += dt * body.vx;
      body.y += dt * body.vy;
    }
  }
  const [, planet, probe] = bodies;
  return (probe.x - planet.x) ** 2 + (probe.y - planet.y) ** 2;
}
