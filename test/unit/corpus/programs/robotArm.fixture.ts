// Inverse kinematics of an arm: rotations composed by reduce over the joints.
const links = [1, 0.8, 0.5];
const goal = { x: 1.2, y: 1.1 };

export function reach(angles = [0.3, 0.5, -0.2]) {
  const hand = angles.reduce(
    ({ x, y, heading }, turn, i) => {
      const direction = heading + turn;
      return {
        x: x + links[i] * Math.cos(direction),
        y: y + links[i] * Math.sin(direction),
        heading: direction,
      };
    },
    { x: 0, y: 0, heading: 0 },
  );
  const comfort = angles.reduce((sum, angle) => sum + angle ** 2, 0);
  return (hand.x - goal.x) ** 2 + (hand.y - goal.y) ** 2 + 0.01 * comfort;
}
