import type { Words } from '../text';

/** Before the first run: what to do. */
export function Empty({ words }: { words: Words }) {
  return (
    <main class="empty">
      <svg class="empty-picture" viewBox="0 0 120 48" aria-hidden="true">
        <path class="empty-axis" d="M4 4v40h112" />
        <path
          class="empty-line"
          d="M6 8c8 0 10 22 22 26s20 4 34 5 20 1 26 1c3 0 3-24 6-24s3 24 8 24h12"
        />
      </svg>
      <h1>{words.say('empty.title')}</h1>
      <p>{words.say('empty.text')}</p>
    </main>
  );
}
