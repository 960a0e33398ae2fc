/** What the objective room says; see index.ts. */
export const objective = {
  'objective.syntax': 'The file does not parse: {0}',
  'objective.too-large': 'The file is too large to be analysed: {0} characters (at most {1}).',
  'objective.too-deep':
    'Code here is nested too deeply to be read; split it. A sum of thousands of terms is nested, too: use a loop.',
  'objective.not-an-objective':
    'The selection is not an objective: it is no function. Select a whole function, or put the cursor into one.',
  'objective.instance-method':
    '“{0}” is an instance method; only static methods can be objectives.',
  'objective.accessor': '“{0}” is a getter or setter, which cannot be an objective.',

  'objective.async': 'An objective cannot be async: it must return its number at once.',
  'objective.generator': 'An objective cannot be a generator: it must return one number.',
  'objective.this': 'An objective cannot use “{0}”: it is called as a plain function.',
  'objective.no-parameters': '“{0}” has no parameters, so there is nothing to optimise.',
  'objective.rest': '“...{0}” has no default; give its start with an @start tag.',
  'objective.computed-key': 'Computed keys in a parameter give it no name; use plain names.',
  'objective.closure':
    'The selected function uses “{0}” of the function around it, which does not run.',
  'objective.start-count': '@start has {0} values for {1} optimised arguments.',

  'objective.unknown-name': '“{0}” is neither declared here nor part of JavaScript itself.',
  'objective.sandbox': '“{0}” is not available to an objective.',
  'objective.jsx': 'JSX is not supported in what an objective runs.',
  'objective.decorator': 'Decorators are not supported in what an objective runs.',
  'objective.namespace': 'TypeScript namespaces are not supported in what an objective runs.',
  'objective.parameter-property':
    'A parameter property needs “super(…)” as a statement of its own; assign the field instead.',
  'objective.enum':
    'The value of “{0}” cannot be computed without running code; use a number or a string.',
  'objective.import-equals':
    '“import … = …” and “export =” are not supported; use “import … from”.',

  'objective.import.absent':
    'There is no package for “{0}” in node_modules, neither beside this file nor in a folder above.',
  'objective.import.unexported': 'Its package does not export “{0}”.',
  'objective.import.too-much':
    'The imports are too many for an objective: at most {0} files of {1} characters together.',
  'objective.import.builtin': 'The built-in module “{0}” is not available to an objective.',
  'objective.import.missing': 'There is no file for “{0}”.',
  'objective.import.kind': '“{0}” is neither TypeScript, JavaScript nor JSON.',
  'objective.import.name': '“{0}” has no export “{1}”.',
  'objective.import.json': 'The file is not valid JSON: {0}',
  'objective.import.bundle': 'The imports could not be put together: {0}',

  'objective.tag.optimizer-name':
    '@optimizer needs the name of an optimizer first, as in “@optimizer adam lr=0.01”.',
  'objective.tag.hyperparameter': '“{0}” must have the form name=value.',
  'objective.tag.schedule': '@schedule needs phases, as in “warmup(100) cosine(900)”.',
  'objective.tag.clip': '@clip needs a limit, as in “norm=1” or “value=0.5”.',
  'objective.tag.group':
    '@group needs a parameter and what differs there, as in “b lr=0.1”, not “{0}”.',
  'objective.tag.steps': '@steps must be a whole number from 0 on, not “{0}”.',
  'objective.tag.seed': '@seed must be a whole number, not “{0}”.',
  'objective.tag.start':
    '@start must be JSON values separated by commas, one per optimised argument, not “{0}”.',
  'objective.tag.bounds': '@bounds must be two numbers, as in [-1, 1], not “{0}”.',
  'objective.tag.bounds-reversed': '@bounds are reversed: {0} is above {1}.',
  'objective.tag.evaluate':
    '@evaluate needs the name of a function first, as in “@evaluate fullLoss every=10”.',
  'objective.evaluate.every': 'every must be a whole number of steps from 1 to {0}, not “{1}”.',
  'objective.evaluate.option': '“{0}” says nothing of an evaluation: only every=STEPS does.',
  'objective.evaluate.unknown':
    'There is no function “{0}” in this file to be evaluated. It has: {1}.',
  'objective.evaluate.context':
    '“{0}” takes the context, which an evaluation beside the loss does not have.',
  'objective.evaluate.count':
    '“{0}” takes {1} arguments; it is evaluated with the {2} that “{3}” optimises.',
  'objective.evaluate.name': '“{0}” takes “{1}”, which “{2}” does not have there: it has {3}.',
  'objective.tag.minimum': '@minimum must be a JSON array of numbers, not “{0}”.',
} as const;
