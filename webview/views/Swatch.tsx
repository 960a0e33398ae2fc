import { batchLook, type LineLook, type Marker } from '../charts/look';

/** Each around (12, 5), about 6 wide. */
export const markerShapes: Record<Marker, string> = {
  circle: 'M12 5m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0',
  triangle: 'M12 1.5l3.5 6h-7z',
  rect: 'M9.5 2.5h5v5h-5z',
  rectRot: 'M12 1l4 4-4 4-4-4z',
  crossRot: 'M9.5 2.5l5 5m0-5l-5 5',
  star: 'M12 1.5v7M8.7 5h6.6M9.5 2.5l5 5m0-5l-5 5',
};

const plain = ({ colour }: LineLook) => (colour === batchLook.colour ? 'muted' : '');

/** A piece of a line as the charts draw it. */
export function Swatch({ look, marker }: { look: LineLook; marker: boolean }) {
  return (
    <svg
      class={`swatch ${look.colour < 0 ? plain(look) : `line-${look.colour}`}`}
      viewBox="0 0 24 10"
      aria-hidden="true"
    >
      <path d="M1 5h22" stroke-dasharray={look.dash.join(' ')} />
      {marker && !look.bare && <path d={markerShapes[look.marker]} class="swatch-marker" />}
    </svg>
  );
}
