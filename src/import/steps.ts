import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Survey } from './survey';

/** What is worth a word about the steps of a file. */
export function stepNotes(survey: Survey, shown: Float64Array, hasStepColumn: boolean): Message[] {
  if (!hasStepColumn) return [message('import.no-step-column')];
  const notes: Message[] = [];
  if (survey.countsFromZero) notes.push(message('import.counts-from-zero'));
  if (!survey.isSorted) notes.push(message('import.unsorted'));
  const [first, last] = [shown[0]!, shown.at(-1)!];
  const missing = last - first + 1 - shown.length;
  if (missing === 0) return notes;
  const distance = shown[1]! - first;
  const isRegular = shown.every((step, k) => step === first + k * distance);
  notes.push(
    isRegular
      ? message('import.every', [distance, first, last])
      : message('import.gaps', [missing, first, last]),
  );
  return notes;
}
