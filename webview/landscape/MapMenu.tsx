import type { StepInPlane } from '../../src/protocol/landscape';
import { mapParts, type MapPart } from '../state/mapState';
import { shownName } from '../text';
import { usePanel } from '../views/context';
import { useHidden } from './hidden';

/** What is drawn at the cursor, to be chosen; what this run does not have is not there. */
export function MapMenu({ step }: { step: StepInPlane | null }) {
  const { panel, words } = usePanel();
  const hidden = useHidden();
  const toggle = (part: MapPart) => {
    const { map } = panel.state;
    const rest = map.hidden.filter((other) => other !== part);
    panel.choose({ map: { ...map, hidden: hidden.has(part) ? rest : [...rest, part] } });
  };
  const names: Record<MapPart, string | null> = {
    gradient: `−g, ${words.say('landscape.downhill')}`,
    moment: step?.moment ? `−${shownName(step.moment.symbol)}` : null,
    update: `Δθ, ${words.say('landscape.stepTaken')}`,
    effectiveLearningRate:
      step && !step.effectiveLearningRate && panel.cursor > 0
        ? null
        : words.say('series.effectiveLearningRate'),
    labels: words.say('landscape.labels'),
  };
  return (
    <details class="map-menu">
      <summary>{words.say('landscape.show')}</summary>
      <div class="map-menu-body">
        <ul class="map-menu-list" aria-label={words.say('landscape.show')}>
          {mapParts.map(
            (part) =>
              names[part] !== null && (
                <li key={part}>
                  <label>
                    <input
                      type="checkbox"
                      checked={!hidden.has(part)}
                      onChange={() => toggle(part)}
                    />
                    {names[part]}
                  </label>
                </li>
              ),
          )}
        </ul>
        <p class="muted">{words.say('landscape.keys')}</p>
      </div>
    </details>
  );
}
