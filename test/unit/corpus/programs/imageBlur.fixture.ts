// Deblurring: a two-dimensional 3 × 3 kernel over an image in one flat Float64Array, clamped borders.
const width = 6;
const height = 5;
const image = Float64Array.from({ length: width * height }, (_, i) => ((i * 7) % 11) / 10);
const blurred = image.map((value, i) => 0.8 * value + 0.2 * image[(i + 1) % image.length]);

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

export function kernelLoss(kernel = [0, 0.1, 0, 0.1, 0.6, 0.1, 0, 0.1, 0]) {
  let loss = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const row = clamp(y + dy, 0, height - 1);
          const column = clamp(x + dx, 0, width - 1);
          sum += kernel[(dy + 1) * 3 + dx + 1] * image[row * width + column];
        }
      }
      const difference = sum - blurred[y * width + x];
      loss += difference * difference;
    }
  }
  return loss / (width * height);
}
