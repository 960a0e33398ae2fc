import type { ComponentChildren } from 'preact';
import { usePanel } from './context';

interface SectionProps {
  name: string;
  title: string;
  /** Beside the title, in sight also while folded. */
  aside?: ComponentChildren;
  /** Whether it starts folded. */
  folded?: boolean;
  children: ComponentChildren;
}

/** By which others refer to a section, as charts do to the table of their numbers. */
export const sectionId = (name: string) => `section-${name}`;

/** A part that unfolds; what is folded is not there at all, so it costs nothing. */
export function Section({ name, title, aside, folded = false, children }: SectionProps) {
  const { panel } = usePanel();
  const { toggled } = panel.state;
  // Only what differs from the start is remembered.
  const isOpen = toggled.includes(name) === folded;
  const toggle = () =>
    panel.choose({
      toggled: toggled.includes(name)
        ? toggled.filter((other) => other !== name)
        : [...toggled, name],
    });
  return (
    <section class="section" id={sectionId(name)} data-section={name}>
      <div class="section-head">
        <h2>
          <button class="section-toggle" aria-expanded={isOpen} onClick={toggle}>
            <svg class="chevron" viewBox="0 0 16 16" aria-hidden="true">
              <path d="M6 4l4 4-4 4" />
            </svg>
            {title}
          </button>
        </h2>
        {aside}
      </div>
      {isOpen && <div class="section-body">{children}</div>}
    </section>
  );
}
