import type { Plane } from '../../src/protocol/landscape';
import { mostProjected } from '../state/mapState';
import { usePanel } from '../views/context';
import { CoordinateChoice } from '../views/CoordinateChoice';

/** Beyond two coordinates: the plane of the path's principal components, or two of them. */
export function PlaneChoice({ plane }: { plane: Plane }) {
  const { panel, words } = usePanel();
  const choose = (chosen: Plane) =>
    panel.choose({ map: { ...panel.state.map, plane: chosen, window: null } });
  return (
    <span class="plane-choice">
      {panel.names.length <= mostProjected && (
        <select
          class="axis-choice"
          aria-label={words.say('landscape.plane')}
          value={plane === 'principal' ? 'principal' : 'coordinates'}
          onChange={(event) =>
            choose(event.currentTarget.value === 'principal' ? 'principal' : firstTwo(panel.chosen))
          }
        >
          <option value="principal">{words.say('landscape.plane.principal')}</option>
          <option value="coordinates">{words.say('landscape.plane.coordinates')}</option>
        </select>
      )}
      {plane !== 'principal' &&
        plane.map((coordinate, nth) => (
          <CoordinateChoice
            key={nth}
            value={coordinate}
            label={words.say(nth === 0 ? 'landscape.across' : 'landscape.upwards')}
            // The same one twice is no plane: then the two change places.
            onChoose={(chosen) =>
              choose(
                chosen === plane[1 - nth]
                  ? [plane[1], plane[0]]
                  : nth === 0
                    ? [chosen, plane[1]]
                    : [plane[0], chosen],
              )
            }
          />
        ))}
    </span>
  );
}

/** To begin with those that the charts draw first. */
function firstTwo([first = 0, second = first === 0 ? 1 : 0]: readonly number[]): Plane {
  return [first, second];
}
