// Inverse rendering: rays against a sphere, early return where they miss.
interface Vec3 {
  x: number;
  y: number;
  z: number;
}

const dot = (a: Vec3, b: Vec3) => a.x * b.x + a.y * b.y + a.z * b.z;
const sub = (a: Vec3, b: Vec3): Vec3 => ({ x: a.x - b.x, y: a.y - b.y, z: a.z - b.z });
const scale = (a: Vec3, s: number): Vec3 => ({ x: a.x * s, y: a.y * s, z: a.z * s });
const normalize = (a: Vec3): Vec3 => scale(a, 1 / Math.sqrt(dot(a, a)));

const light = normalize({ x: 1, y: 2, z: -1.5 });
const image = [0.05, 0.45, 0.3, 0.62, 0.88, 0.71, 0.2, 0.5, 0.4];

function shade(direction: Vec3, centre: Vec3, radius: number): number {
  const b = dot(direction, centre);
  const discriminant = b * b - dot(centre, centre) + radius * radius;
  if (discriminant < 0) return 0;
  const t = b - Math.sqrt(discriminant);
  if (t <= 0) return 0;
  const normal = normalize(sub(scale(direction, t), centre));
  return Math.max(0, dot(normal, light));
}

export function render(centre = { x: 0.1, y: -0.05, z: 3 }, radius = 1.2) {
  let error = 0;
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      const direction = normalize({ x: (column - 1) * 0.22, y: (1 - row) * 0.22, z: 1 });
      error += (shade(direction, centre, radius) - image[row * 3 + column]) ** 2;
    }
  }
  return error;
}
