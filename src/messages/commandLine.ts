/** What the command line says; see index.ts. */
export const commandLine = {
  'commandLine.help': `Adamscope traces an optimizer on an objective in a TypeScript or JavaScript file.

Usage
  adamscope trace FILE[#FUNCTION] [options]   trace and write every number of every step
  adamscope show FILE.adamtrace [options]     what “trace --save” has written, as trace writes it
  adamscope compare FILE[#FUNCTION] --optimizer adam,sgd,… [options]   runs side by side
  adamscope compare FILE[#FUNCTION] --diff adam,adam@keras [options]   where two runs part
  adamscope import FILE [options] [NAME=X …]   what another program has logged: CSV, NDJSON, Parquet
  adamscope check FILE[#FUNCTION] [options]   the gradient against differences of the loss
  adamscope check-optimizer FILE#NAME [options]   your own optimizer against one of ours
  adamscope optimizers [--format table|json]  dialects, hyper-parameters, defaults, bounds
  adamscope --help | --version

FUNCTION is name, default, Class.method or object.method; without it the file's only objective.

Options of trace
  --optimizer NAME         over the objective's @optimizer tag; else adam; your own: FILE#NAME
  --hyperparameters JSON   over the tag's and the defaults, as in '{"lr":0.01}'
  --dialect NAME           pytorch, optax, keras, tfjs or paper: whose formula and defaults
  --precision float32      the update rounded after every operation; else float64
  --schedule PHASES        over @schedule, as in 'warmup(100) cosine(900)'
  --clip LIMITS            over @clip, as in norm=1,value=0.5; or JSON
  --group 'LEAF NAME=X'    hyper-parameters of one parameter, as in 'b lr=0.1'; repeatable
  --evaluate NAME,every=K  over @evaluate: a function charted and compared by; else every 10 steps
  --sharpness [every=K]    lr·λmax of the preconditioned Hessian as a series, up to 50 coordinates
  --steps N                over @steps; else 1000
  --start JSON             one array with a value per argument, over @start and the defaults
  --seed N                 over @seed; else 0
  --from-step K            go on from the very state of step K; what is written begins there
  --fork 'lr=0.001'        from there with what differs, as @optimizer writes it: 'adamw lr=0.01'
  --trace-size MB          what its numbers may take; else 1024: then full rows are kept apart
  --format json|csv|ndjson|html|table
                           json unless said otherwise; ndjson: an object a step; html: the panel as a
                           page that plays offline; table: the last step for people, and what is
                           printed of more than 200 coordinates
  --out FILE               instead of standard output
  --save FILE.adamtrace    beside the output: written while the run goes on, for “show” and the editor

Options of show
  --format json|csv|ndjson|html|table   as for trace
  --out FILE               instead of standard output

Options of compare, beside all from --dialect to --seed, and --out
  --optimizer NAMES        up to eight, as in adam,sgd,adam@keras (@ names a dialect)
  --hyperparameters JSON   by optimizer, as in '{"adam":{"lr":0.01}}'
  --to LOSSES              count the steps to these losses, as in 1e-3,1e-6
  --sweep lr=1e-4:1:13     try each optimizer at 13 values, then compare the best
  --seeds N                with so many seeds each
  --diff A,B               the first step at which the two differ, in what, and why
  --tolerance X            relative differences up to X count as none; else 1e-9
  --format table|json|csv  table unless said otherwise

Options of import
  --map NAME=SERIES        what a column is, or a word of its name, as in exp_avg=m; repeatable
  --optimizer NAME lr=X …  what made the log: m̂, v̂ and the effective learning rate are derived, and
                           m and v are held against the logged gradient
  --dialect, --precision, --schedule, --clip, --group, --hyperparameters   as for trace
  --format json|csv|ndjson|html   json unless said otherwise
  --out FILE               instead of standard output
  --save FILE.adamtrace    beside the output: for “show” and the editor

Options of check
  --points N               so many points around the start, beside it; else 10
  --start JSON, --seed N   as for trace; the points are drawn from the seed
  --format table|json|csv  table unless said otherwise: the worst derivatives first
  --out FILE               instead of standard output

Options of check-optimizer
  --against NAME           what it should be; else adam
  --dialect NAME           in this dialect; else the first of the optimizer
  --hyperparameters JSON   for both, over the defaults of your own
  --steps N                else 200

Exit status: 0 done, 1 an error in the user's file (what was traced until then is written all the
same) or a check that found a difference, 2 wrong usage, 130 interrupted.`,

  'commandLine.see-help': 'See “adamscope --help”.',
  'commandLine.no-command':
    'Say what to do: “trace”, “show”, “compare”, “import”, “check”, “check-optimizer” or “optimizers”.',
  'commandLine.unknown-command':
    'There is no command “{0}”, only “trace”, “show”, “compare”, “import”, “check”, “check-optimizer” and “optimizers”.',
  'commandLine.unknown-option': 'There is no option “{0}”.',
  'commandLine.option-without-value': '{0} needs a value.',
  'commandLine.too-many': '“{0}” is one argument too many.',
  'commandLine.no-file': 'Say which FILE[#FUNCTION] is meant.',
  'commandLine.show-what': 'Say which trace file is meant.',
  'commandLine.save-is-out': '--save and --out name the same file, {0}.',
  'commandLine.import-what': 'Say which FILE is to be imported.',
  'commandLine.import-map': '--map needs a name and what it is, as in exp_avg=m, not “{0}”.',
  'commandLine.import-optimizer': 'Say with --optimizer which optimizer these settings are of.',
  'commandLine.import-own':
    '“{0}” cannot be stated for an import: its code would have to run. Name one of ours.',
  'commandLine.check-what': 'Say which optimizer is to be checked: FILE#NAME.',
  'commandLine.check-steps': '--steps must be a whole number from 1 to {0}, not “{1}”.',
  'commandLine.check-points': '--points must be a whole number from 0 to {0}, not “{1}”.',
  'commandLine.not-json': '{0} is not valid JSON: {1}',
  'commandLine.clip': '--clip needs limits, as in norm=1,value=0.5, not “{0}”.',
  'commandLine.group':
    '--group needs a parameter and what differs there, as in “b lr=0.1”, not “{0}”.',
  'commandLine.evaluate':
    '--evaluate needs a function and how often, as in fullLoss,every=10, not “{0}”.',
  'commandLine.sharpness': '--sharpness takes how often, as in every=10, not “{0}”.',
  'commandLine.from-step': '--from-step must be a whole number of at least 0, not “{0}”.',
  'commandLine.fork-without-step': '--fork needs --from-step: the step from which to go on.',
  'commandLine.dialects': 'dialects: {0}',
  'commandLine.inner': 'Every hyper-parameter of the optimizer within.',
  'commandLine.format': '--format must be one of {0}, not “{1}”.',

  'commandLine.file-unreadable': 'Cannot read {0}: {1}',
  'commandLine.file-kind': '{0} is neither TypeScript nor JavaScript.',
  'commandLine.file-missing': 'there is no such file',
  'commandLine.file-is-folder': 'it is a folder',
  'commandLine.no-objective': 'There is no function to trace in {0}.',
  'commandLine.unknown-function': 'There is no function “{0}” in {1}. It has: {2}.',
  'commandLine.which-function': '{0} has several objectives; say which: {1}.',
  'commandLine.missing-start':
    'The parameter {0} has no start: give it a default, an @start tag, or use --start.',
  'commandLine.out-unwritable': 'Cannot write {0}: {1}',
  'commandLine.stdout-unwritable': 'Cannot write to standard output: {0}',
  'commandLine.out-is-source': '--out would overwrite {0} itself.',

  'commandLine.progress': '{0}: step {1} of {2}',
  'commandLine.takes': '{0}: {1} steps will take about {2} and {3}.',
  'commandLine.note': 'note: {0}',
  'commandLine.reduced-isolation':
    'Reduced isolation: this Node.js could not take the file system away from the objective.',
  'commandLine.table.step': 'step {0}',
  'commandLine.large':
    'θ has {0} coordinates: these are statistics of its leaves at the last step. --format json has every number.',
} as const;
