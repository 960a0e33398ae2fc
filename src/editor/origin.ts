import type * as vscode from 'vscode';
import type { Place } from '../protocol/message';

/** What a person may choose beside what the objective's tags say. */
export interface Choice {
  /** The optimizer; null: the tag's. */
  optimizer: string | null;
  /** Whose formula and defaults; else the tag's. */
  dialect?: string;
  /** Over the tag: what the verdict's button tries. */
  hyperparameters?: Record<string, unknown>;
  steps?: number;
  /** One JSON value per argument, over the tag and the defaults: what a hand has moved. */
  start?: unknown[];
}

/** Who takes part in a comparison beside the run in front of it. */
export interface ContenderChoice extends Choice {
  optimizer: string;
}

/** Where a run came from: what it takes to run it again and to see that it is stale. */
export interface Origin {
  uri: vscode.Uri;
  selector: string;
  /** Offsets of the function when it ran: what finds a selected one, which has no name, again. */
  stretch: [number, number];
  /** Of the objective's name when it ran. */
  place: Place;
  choice: Choice;
  /** What ran, as text; a different one makes the run stale. */
  fingerprint: string;
  /** URIs of every file that was read for it, the document among them. */
  files: ReadonlySet<string>;
  /** The document was deleted, or was an untitled one that is closed: it cannot run again. */
  gone: boolean;
}
