import { mapParts, type MapPart } from '../state/mapState';
import { usePanel } from '../views/context';

/** What of the landscape is not to be drawn. */
export function useHidden(): ReadonlySet<MapPart> {
  const { hidden } = usePanel().panel.state.map;
  return new Set(mapParts.filter((part) => hidden.includes(part)));
}
