// docs/optimizers.md, made of the registry itself, so that it cannot say otherwise.
import { differences } from './dialects.mjs';

const references = {
  digits50: '50 digits, worked out apart (`test/reference/derive.py`)',
  golden: 'golden runs: PyTorch 1.13, for LAMB, Lion and Lookahead NumPy (`test/golden/data`)',
  pytorch64: 'PyTorch itself, float64, 1,000 steps of Rosenbrock',
  pytorch32: 'PyTorch itself, float32, 100 steps of Rosenbrock',
  numpy32: 'NumPy, float32, 12 steps',
};

/**
 * @param sources the front door of src/optimizers and what reads its messages
 * @param deviations test/reference/deviations.json
 */
export function optimizersDocument(sources, deviations) {
  const { registry } = sources;
  const contents = registry.map(({ title, name }) => `[${title}](#${name})`).join(' · ');
  const sections = registry.map((entry) => section(sources, entry, deviations[entry.name] ?? {}));
  return `${[introduction, contents, ...sections, around(sources)].join('\n\n')}\n`;
}

function section(sources, entry, deviations) {
  const { dialects, name, title } = entry;
  return [
    `<a id="${name}"></a>\n\n## ${title}: \`${name}\``,
    `${entry.citation}.`,
    `\`\`\`text\n${entry.equations.join('\n')}\n\`\`\``,
    parameters(sources, entry),
    dialectWords(entry),
    ...seriesOf(sources, entry, dialects),
    exactness(deviations),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function parameters({ declarationsOf, allowedRange }, { dialects, ...entry }) {
  const perDialect = dialects.map((dialect) => declarationsOf({ ...entry, dialects }, dialect));
  const rows = perDialect[0]
    .filter(({ name }) => !name.startsWith('inner.'))
    .map((each) => [
      `\`${each.name}\``,
      cell(each.symbol),
      allowedRange(each),
      ...perDialect.map((list) =>
        String(list.find(({ name }) => name === each.name)?.default ?? '–'),
      ),
      cell(each.description),
    ]);
  return table(['hyper-parameter', '', 'allowed', ...dialects, ''], rows);
}

function dialectWords({ name, dialects }) {
  const [first, ...others] = dialects;
  const said = others
    .filter((dialect) => differences[name]?.[dialect])
    .map((dialect) => `- \`${dialect}\`: ${differences[name][dialect]}.`);
  const same = others.filter((dialect) => !differences[name]?.[dialect]);
  const rest = same.map((dialect) => `\`${dialect}\``).join(', ');
  return [
    `Dialects: \`${first}\` unasked, with the equations above.`,
    ...said,
    ...(same.length > 0 ? [`- ${rest}: the same algebra.`] : []),
  ].join('\n');
}

function seriesOf({ createOptimizer, inEnglish }, { name, dialects }) {
  const made = dialects.map((dialect) => {
    const given = { optimizer: name, dialect, hyperparameters: everything[name] ?? {} };
    return createOptimizer(given, [{ name: 'x', length: 2 }]).optimizer;
  });
  const plain = createOptimizer({ optimizer: name }, [{ name: 'x', length: 2 }]).optimizer;
  const rows = made[0].series.map(({ name: series, symbol, per, stored }) => [
    `\`${series}\``,
    cell(symbol),
    per,
    stored ? 'stored' : 'derived',
  ]);
  const absent = plain.absent.map(
    ({ name: series, reason }) => `- \`${series}\` is absent. ${inEnglish(reason)}`,
  );
  const rates = new Map();
  made.forEach(({ series }, k) => {
    const of = (wanted) => series.find((each) => each.name === wanted)?.symbol;
    const said = `${of('effectiveLearningRate')}, along ${of('direction')}`;
    rates.set(said, [...(rates.get(said) ?? []), `\`${dialects[k]}\``]);
  });
  const effective = [...rates].map(([said, whose]) => `- ${whose.join(', ')}: ${said}`);
  const parts = made[0].series.filter(({ name: series }) => /Part$|^rounding$/.test(series));
  return [
    table(['series', '', 'one per', ''], rows),
    absent.length > 0 ? `With its defaults:\n${absent.join('\n')}` : '',
    `Effective learning rate and direction:\n${effective.join('\n')}`,
    `Δθ is the sum of ${parts.map(({ name: part, symbol }) => `\`${part}\` (${symbol})`).join(', ')}.`,
  ];
}

/** Settings in which an optimizer shows all that it can. */
const everything = {
  rmsprop: { momentum: 0.9, centered: true },
  adagrad: { lrDecay: 0.01 },
  lamb: { weightDecay: 0.01 },
  lion: { weightDecay: 0.01 },
};

function exactness(deviations) {
  const rows = Object.entries(references).flatMap(([key, said]) => {
    const seen = deviations[key];
    return seen ? [[said, Number(seen.ulps.toPrecision(2)), `\`${seen.series}\``]] : [];
  });
  return table(['reference', 'worst deviation, ulp', 'in'], rows);
}

function around({ scheduleUsage }) {
  const usage = scheduleUsage.map((each) => `\`${each}\``).join(', ');
  return [
    '## Schedules',
    `\`@schedule warmup(100) cosine(900)\` multiplies lr by the factor of the phase that a step is in; the last phase goes on for ever. Phases: ${usage}. The lr of each step is the series \`lr\`.`,
    '## Clipping',
    '`@clip value=1` takes each coordinate of g into [−1, 1]; `@clip norm=1` then takes all of g down to that length (in PyTorch’s dialect with its 1e-6 beside ‖g‖). The series `gradientNorm` is ‖g‖ before; `gradientUsed` is g̃, what came of g.',
    '## Decay',
    '`weightDecay` is added to the gradient, g̃ = g + λ·θ, or with `decoupledWeightDecay` taken from θ beside the step, Δθ = … − lr·λ·θ, the series `decayPart`. Keras decouples for every optimizer.',
    '## Groups',
    '`@group b lr=0.1 weightDecay=0` gives the leaf b, or all leaves within it, its own hyper-parameters. Clipping by norm looks at all leaves together.',
    '## Precision',
    '`@optimizer adam precision=float32` rounds after every operation of the update, and θ and g with it; scalars such as lr/(1−β₁ᵗ) are worked out in float64 and rounded where they meet a vector, as PyTorch does. The gradient itself is worked out in float64.',
    '## Dialects',
    '`@optimizer adam dialect=keras` takes formula and defaults of that framework. A known bug of a framework is named and not copied: centered RMSProp and Adadelta of TensorFlow.js.',
  ].join('\n\n');
}

const introduction = `# Optimizers

Made by \`npm run docs\` from the code itself. Symbols: g is the gradient, g̃ the gradient after clipping and L2 decay, θ the parameters, Δθ the step, t the number of the step from 1. Deviations are the worst that the tests see, in units of the last place (ulp) of the largest value of a series.`;

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Bars would end a cell. */
function cell(text) {
  return text.replaceAll('|', '\\|');
}
