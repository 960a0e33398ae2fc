// Classes with getters and inheritance: the cheapest tin of a given volume.
abstract class Solid {
  abstract get volume(): number;
  abstract get surface(): number;
  get cost(): number {
    return this.surface + 10 * (this.volume - 1) ** 2;
  }
}

class Cylinder extends Solid {
  constructor(
    readonly radius: number,
    readonly height: number,
  ) {
    super();
  }
  get volume() {
    return Math.PI * this.radius ** 2 * this.height;
  }
  get surface() {
    return 2 * Math.PI * this.radius * (this.radius + this.height);
  }
}

class Box extends Solid {
  constructor(private readonly sides: number[]) {
    super();
  }
  get volume() {
    return this.sides.reduce((a, b) => a * b, 1);
  }
  get surface() {
    const [a, b, c] = this.sides;
    return 2 * (a * b + b * c + c * a);
  }
}

export function packaging({ tin, box } = { tin: { radius: 0.5, height: 1 }, box: [1, 0.9, 1.2] }) {
  const solids: Solid[] = [new Cylinder(tin.radius, tin.height), new Box(box)];
  return solids.reduce((sum, solid) => sum + solid.cost, 0);
}
