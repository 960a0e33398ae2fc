// A record written to a DataView and read back, as for a wire format.
interface Reading {
  level: number;
  gain: number;
}

function encode({ level, gain }: Reading): DataView {
  const view = new DataView(new ArrayBuffer(16));
  view.setFloat64(0, level);
  view.setFloat64(8, gain);
  return view;
}

const decode = (view: DataView): Reading => ({
  level: view.getFloat64(0),
  gain: view.getFloat64(8),
});

export function calibration(level = 0.7, gain = 1.4) {
  const reading = decode(encode({ level, gain }));
  return (reading.level * reading.gain - 1.2) ** 2 + 0.1 * reading.gain ** 2;
}
