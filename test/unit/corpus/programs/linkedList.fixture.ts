// A rope of masses as a linked list with an iterator; potential energy over neighbours.
class Mass {
  next: Mass | null = null;
  constructor(
    public x: number,
    public y: number,
  ) {}
}

class Rope {
  private head: Mass | null = null;
  private tail: Mass | null = null;
  add(x: number, y: number): this {
    const mass = new Mass(x, y);
    if (this.tail) this.tail.next = mass;
    else this.head = mass;
    this.tail = mass;
    return this;
  }
  *[Symbol.iterator]() {
    for (let mass = this.head; mass; mass = mass.next) yield mass;
  }
}

export function hangingRope(heights = [-0.3, -0.5, -0.4]) {
  const rope = new Rope().add(0, 0);
  heights.forEach((y, i) => rope.add(i + 1, y));
  rope.add(heights.length + 1, 0);
  let energy = 0;
  for (const mass of rope) {
    energy += mass.y;
    if (mass.next) {
      const length = Math.hypot(mass.next.x - mass.x, mass.next.y - mass.y);
      energy += 5 * (length - 1) ** 2;
    }
  }
  return energy;
}
