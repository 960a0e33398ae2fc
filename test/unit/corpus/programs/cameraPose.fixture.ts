// Bundle adjustment in small: a pose as a rotation vector (Rodrigues) and a translation.
type Vec3 = [number, number, number];

const world: Vec3[] = [
  [0, 0, 5],
  [1, 0.5, 6],
  [-1, 0.7, 5.5],
  [0.4, -1, 4.5],
];
const seen = [
  [0.02, 0.04],
  [0.21, 0.12],
  [-0.16, 0.16],
  [0.12, -0.18],
];

const cross = ([a, b, c]: Vec3, [x, y, z]: Vec3): Vec3 => [b * z - c * y, c * x - a * z, a * y - b * x];
const dot = (a: Vec3, b: Vec3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

function rotate(r: Vec3, p: Vec3): Vec3 {
  const angle = Math.sqrt(dot(r, r));
  const axis = r.map((each) => each / angle) as Vec3;
  const [s, c] = [Math.sin(angle), Math.cos(angle)];
  const across = cross(axis, p);
  const along = dot(axis, p) * (1 - c);
  return p.map((each, i) => each * c + across[i] * s + axis[i] * along) as Vec3;
}

export function reprojection({ rotation, translation } = {
  rotation: [0.01, 0.02, -0.01] as Vec3,
  translation: [0.05, 0, 0.1] as Vec3,
}) {
  let error = 0;
  world.forEach((point, i) => {
    const [x, y, z] = rotate(rotation, point).map((each, k) => each + translation[k]);
    error += (x / z - seen[i][0]) ** 2 + (y / z - seen[i][1]) ** 2;
  });
  return error;
}
