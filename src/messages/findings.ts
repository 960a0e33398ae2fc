/** What is found out about single steps of a run; see index.ts. */
export const findings = {
  'finding.lowest': 'The loss is lowest here: {0}',
  'finding.spike': 'The loss spikes to {0}',
  'finding.settled': 'From here on the loss hardly changes',
  'finding.eps': 'eps decides for the first time: it is larger than the root beside it, for {0}',
  'finding.oscillation.begin': '{0} begins to swing to and fro',
  'finding.oscillation.end': '{0} stops swinging to and fro',
  'finding.noise.begin': '{0} begins to wander to and fro',
  'finding.noise.end': '{0} stops wandering to and fro',
  'finding.sharpness': 'Sharpness crosses the bound of {0}',
  'finding.difference': 'First difference to {0}: {1}',
  'finding.fork': 'Here this run was forked',
} as const;
