import { pictureOf } from '../charts/picture';
import { usePanel } from './context';

/** In the corner of a chart: saves it as a picture. Its figure has one canvas. */
export function SavePicture({ name }: { name: string }) {
  const { panel, words, theme } = usePanel();
  const label = words.say('picture', name);
  const save = async (figure: HTMLElement) => {
    panel.savePicture(
      figure.dataset.chart ?? figure.dataset.stage ?? '',
      await pictureOf(figure, theme),
    );
  };
  return (
    <button
      class="icon-button save-picture"
      aria-label={label}
      title={label}
      onClick={(event) => void save(event.currentTarget.closest('figure')!)}
    >
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M8 2.5v7.5M5 7.5l3 3 3-3M3 13h10" />
      </svg>
    </button>
  );
}
