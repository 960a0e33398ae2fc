import { shownName } from '../text';
import { usePanel } from '../views/context';
import { sortedMarks } from './state';

/** Marks and findings over the slider. Keys and the list lead to them too: these are for the pointer. */
export function Ticks() {
  const { panel, view, words } = usePanel();
  const at = (step: number) => ({ '--at': step / Math.max(1, view.length) });
  const step = (of: number) => words.say('marks.go', words.count(of));
  return (
    <div class="ticks" aria-hidden="true">
      {view.findings.map((finding, nth) => (
        <span
          key={`finding ${nth}`}
          class="tick finding"
          style={at(finding.step)}
          title={`${step(finding.step)}: ${shownName(finding.text)}`}
          onClick={() => panel.setCursor(finding.step)}
        />
      ))}
      {sortedMarks(panel.state.marks).map((mark, nth) => (
        <span
          key={`mark ${mark.step}`}
          class="tick mark-tick"
          style={at(mark.step)}
          title={`${step(mark.step)}: ${shownName(mark.name) || words.say('marks.mark', String(nth + 1))}`}
          onClick={() => panel.setCursor(mark.step)}
        />
      ))}
    </div>
  );
}
