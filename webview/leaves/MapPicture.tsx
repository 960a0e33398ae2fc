import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SeriesDeclaration } from '../../src/protocol/series';
import { valueAt } from '../state/values';
import { shownName, shownValue } from '../text';
import { usePanel } from '../views/context';
import { useSize } from '../views/size';
import { drawMap } from './drawMap';
import { shareOf, stepAt, stepsOf, type MapGrid, type MapScale } from './mapGrid';

/** Pixels of a row: so many that a name fits beside it. */
const [lowest, highest, all] = [18, 30, 300];

interface MapPictureProps {
  series: SeriesDeclaration;
  grid: MapGrid;
  scale: MapScale | null;
  label: string;
}

interface Cell {
  leaf: number;
  column: number;
}

/**
 * The cells with the names of their leaves beside them. A press moves the cursor and chooses the
 * leaf; names are buttons, so that keys choose a leaf, too.
 */
export function MapPicture({ series, grid, scale, label }: MapPictureProps) {
  const { panel, view, words, theme } = usePanel();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [over, setOver] = useState<Cell | null>(null);
  const draw = () => {
    if (!size.current || !canvas.current) return;
    const { width, height } = size.current;
    canvas.current.width = Math.round(width * devicePixelRatio);
    canvas.current.height = Math.round(height * devicePixelRatio);
    drawMap(canvas.current, grid, scale, theme);
  };
  const size = useSize(frame, draw);
  useLayoutEffect(draw, [grid, scale, theme]);

  const rowHeight = Math.min(highest, Math.max(lowest, Math.floor(all / grid.leaves)));
  const share = shareOf(grid, panel.cursor);
  const cellAt = (event: PointerEvent): Cell & { step: number } => {
    const { width, height } = size.current ?? { width: 1, height: 1 };
    const across = event.offsetX / width;
    const leaf = Math.floor((event.offsetY / height) * grid.leaves);
    return {
      leaf: Math.min(grid.leaves - 1, Math.max(0, leaf)),
      column: Math.min(grid.columns - 1, Math.max(0, Math.floor(across * grid.columns))),
      step: stepAt(grid, across),
    };
  };
  const moveTo = (event: PointerEvent) => {
    const { leaf, column, step } = cellAt(event);
    if (event.pointerType !== 'touch') setOver({ leaf, column });
    if (event.buttons !== 1) return;
    panel.setCursor(step);
    if (leaf !== panel.leaf) panel.choose({ leaf });
  };
  return (
    <>
      <div class="map-frame" style={{ '--row': `${rowHeight}px`, '--rows': grid.leaves }}>
        <ul class="map-names">
          {view.leaves.slice(0, grid.leaves).map(({ name }, leaf) => (
            <li key={leaf}>
              <button
                class="map-name"
                aria-pressed={leaf === panel.leaf}
                title={shownName(name)}
                onClick={() => panel.choose({ leaf })}
              >
                <bdi>{shownName(name)}</bdi>
              </button>
            </li>
          ))}
        </ul>
        <div class="map-cells" ref={frame}>
          <canvas
            ref={canvas}
            role="img"
            aria-label={label}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              moveTo(event);
            }}
            onPointerMove={moveTo}
            onPointerLeave={() => setOver(null)}
          />
          <div
            class="cursor-line map-cursor"
            hidden={share === null}
            style={{ left: `${100 * (share ?? 0)}%` }}
          />
        </div>
        <p class="map-ends">
          <span>{words.count(grid.first)}</span>
          <span>{words.count(grid.first + grid.steps - 1)}</span>
        </p>
      </div>
      <p class="map-readout">
        {over ? <CellInWords grid={grid} cell={over} /> : <AtCursor series={series} />}
        <span class="muted"> {words.say('leaves.map.hint')}</span>
      </p>
    </>
  );
}

function CellInWords({ grid, cell: { leaf, column } }: { grid: MapGrid; cell: Cell }) {
  const { view, words } = usePanel();
  const name = shownName(view.leaves[leaf]?.name ?? '');
  const [from, to] = stepsOf(grid, column);
  const value = shownValue(grid.values[leaf * grid.columns + column]);
  return (
    <output>
      {from === to
        ? words.say('leaves.map.readout', name, words.count(from), value)
        : words.say(
            'leaves.map.readout.steps',
            ...[name, words.count(from), words.count(to), value],
          )}
    </output>
  );
}

function AtCursor({ series }: { series: SeriesDeclaration }) {
  const { panel, view, words } = usePanel();
  const name = shownName(view.leaves[panel.leaf]?.name ?? '');
  const value = shownValue(valueAt(panel.answers.values, series, panel.leaf));
  return <output>{words.say('leaves.map.readout', name, words.count(panel.cursor), value)}</output>;
}
