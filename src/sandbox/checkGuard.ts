import type { AnyJob, EngineToHost } from '../protocol/engine';
import { mostChecked } from '../protocol/gradientCheck';
import { seriesWidth } from '../protocol/run';

type Said = Extract<EngineToHost, { type: 'checking' | 'checked' }>;

/** Whether what a process says of a gradient check belongs to one: each point once, in order. */
export class CheckGuard {
  private coordinates = -1;
  private points = 0;
  private next = 0;

  accepts(job: AnyJob, said: Said): boolean {
    if (job.type !== 'check') return false;
    if (said.type === 'checking') {
      const { leaves, points } = said.header;
      if (this.coordinates >= 0 || points !== job.points) return false;
      this.coordinates = seriesWidth({ per: 'coordinate' }, leaves);
      this.points = points;
      return leaves.every((leaf) => leaf.coordinates.length === leaf.length);
    }
    const { point, coordinates } = said.point;
    if (point < this.next || point >= this.points) return false;
    this.next = point + 1;
    return (
      coordinates.length === Math.min(mostChecked, this.coordinates) &&
      coordinates.every((each) => each < this.coordinates)
    );
  }
}
