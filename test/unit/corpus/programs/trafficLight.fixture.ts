// A state machine as a tagged union, driven through a switch that handles every kind.
type Vehicle =
  | { kind: 'driving'; speed: number; position: number }
  | { kind: 'braking'; speed: number; position: number; pressure: number }
  | { kind: 'stopped'; position: number };

const stopLine = 20;

function advance(state: Vehicle, throttle: number, brake: number): Vehicle {
  switch (state.kind) {
    case 'driving': {
      const speed = state.speed + 0.1 * throttle;
      const position = state.position + 0.1 * speed;
      if (position > stopLine - 6) return { kind: 'braking', speed, position, pressure: brake };
      return { kind: 'driving', speed, position };
    }
    case 'braking': {
      const speed = state.speed - 0.1 * state.pressure * state.speed;
      const position = state.position + 0.1 * speed;
      return speed < 0.5
        ? { kind: 'stopped', position }
        : { ...state, speed, position };
    }
    case 'stopped':
      return state;
  }
}

export function parkAtLine(throttle = 1.2, brake = 1.1) {
  let state: Vehicle = { kind: 'driving', speed: 3, position: 0 };
  for (let step = 0; step < 120; step++) state = advance(state, throttle, brake);
  return (state.position - stopLine) ** 2;
}
