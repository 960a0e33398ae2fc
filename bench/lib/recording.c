/* Adam on Rosenbrock with every number recorded, as somebody writes it in C; the task of
   rosenbrock.mjs. Reads the number of steps from each line of its input and answers with the
   nanoseconds of processor time of one run, its last loss and x. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
  return at.tv_sec * 1e9 + at.tv_nsec;
}

static void run(long steps, double *rows) {
  const double lr = 0.01, beta1 = 0.9, beta2 = 0.999, eps = 1e-8;
  double theta[2] = {-1.2, 1}, g[2], m[2] = {0, 0}, v[2] = {0, 0};
  for (long t = 1; t <= steps; t++, rows += 9) {
    const double x = theta[0], valley = theta[1] - x * x;
    rows[0] = (1 - x) * (1 - x) + 100 * valley * valley;
    g[0] = -2 * (1 - x) - 400 * x * valley;
    g[1] = 200 * valley;
    const double stepSize = lr / (1 - pow(beta1, t));
    const double rootCorrection = sqrt(1 - pow(beta2, t));
    for (int i = 0; i < 2; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
      theta[i] -= stepSize * m[i] / (sqrt(v[i]) / rootCorrection + eps);
      rows[1 + i] = theta[i];
      rows[3 + i] = g[i];
      rows[5 + i] = m[i];
      rows[7 + i] = v[i];
    }
  }
}

int main(void) {
  long steps;
  puts("\"C\"");
  fflush(stdout);
  while (scanf("%ld", &steps) == 1) {
    double *rows = malloc(steps * 9 * sizeof(double));
    run(steps, rows); /* touches the pages, as all others have theirs */
    const double from = now();
    run(steps, rows);
    const double spent = now() - from;
    printf("[%.0f, %.17g, %.17g]\n", spent, rows[(steps - 1) * 9], rows[(steps - 1) * 9 + 1]);
    fflush(stdout);
    free(rows);
  }
  return 0;
}
