/*
 * What is done to every pixel of a photo, on four pixels at a time and on several threads. `npm run build:rows` makes rows.wasm of it.
 * Memory is laid out by open-rows.ts. There is no stack: whatever would need one must be given its place.
 */
#include <stdint.h>
#include <wasm_simd128.h>

#define EXPORT(name) __attribute__((export_name(#name)))
#define add wasm_f32x4_add
#define sub wasm_f32x4_sub
#define mul wasm_f32x4_mul
#define divide wasm_f32x4_div
#define all wasm_f32x4_splat

enum { steps = 65536, stretchPixels = 1024, forever = -1, timedOut = 2 };
enum { measuring, painting, filtering };

/* The share of each code value in the luminance by channel, and code values by linear light. */
float luma8[3][256];
float luma16[3][65536];
float encoded[steps + 1];
uint8_t bytes[steps + 1];

/* Rows of a photo that are being worked on, all in this order in open-rows.ts. */
struct {
  /* Rows that nobody has taken; below 1 there are none. Written last, because whoever takes one reads the rest. */
  int32_t left;
  int32_t undone;
  /* Grows with every job; helpers sleep on it. */
  int32_t round;
  int32_t task;
  int32_t rows, width, channels, isDeep;
  int32_t pixels, rowBytes;
  /* Each thread's own. */
  int32_t scratch, scratchBytes;
  /* Measuring: where the means of the first row go, and how many there are of each. Filtering: where it goes, and its bytes. */
  int32_t results, columns;
  /* Painting: the field's part for these rows, whose width is `columns`. */
  int32_t field, fieldFirst, fieldRows, firstRow, height;
} job;

static inline v128_t pick(v128_t condition, v128_t yes, v128_t no) { return wasm_v128_bitselect(yes, no, condition); }
static inline v128_t cube(v128_t t) { return mul(mul(t, t), t); }

/* f of CIELAB; L* = 116 f - 16. The cube root starts from a third of the exponent; each step of Halley's triples its digits. */
static inline v128_t labOf(v128_t y) {
  v128_t third = mul(wasm_f32x4_convert_i32x4(y), all(1.0f / 3));
  v128_t t = wasm_i32x4_add(wasm_i32x4_trunc_sat_f32x4(third), wasm_i32x4_splat(0x2a514067));
  for (int i = 0; i < 2; i++) {
    v128_t c = cube(t);
    t = divide(mul(t, add(c, add(y, y))), add(add(c, c), y));
  }
  v128_t line = add(mul(y, all(841.0f / 108)), all(4.0f / 29));
  return pick(wasm_f32x4_gt(y, all(216.0f / 24389)), t, line);
}

static inline v128_t luminanceOf(v128_t f) {
  v128_t line = mul(sub(f, all(4.0f / 29)), all(108.0f / 841));
  return pick(wasm_f32x4_gt(f, all(6.0f / 29)), cube(f), line);
}

#define LUMA(luma, p, i) (luma[0][p[(i)]] + luma[1][p[(i) + 1]] + luma[2][p[(i) + 2]])
#define LUMAS(luma, p, n) \
  wasm_f32x4_make(LUMA(luma, p, 0), LUMA(luma, p, n), LUMA(luma, p, 2 * (n)), LUMA(luma, p, 3 * (n)))

/* Linear luminance of four pixels. A row is followed by room for those that its last four may lack. */
static inline v128_t readLuminance(const void *row, int x, int channels, int isDeep) {
  if (isDeep) return LUMAS(luma16, ((const uint16_t *)row + x * channels), channels);
  return LUMAS(luma8, ((const uint8_t *)row + x * channels), channels);
}

/* CIE L* of `count` pixels; `into` has room for whole fours. */
EXPORT(lightness) void lightness(const void *pixels, int count, int channels, int isDeep, float *into) {
  for (int x = 0; x < count; x += 4) {
    v128_t f = labOf(readLuminance(pixels, x, channels, isDeep));
    wasm_v128_store(into + x, sub(mul(f, all(116)), all(16)));
  }
}

/* Means of equal stretches of a row; a pixel on a border counts on both sides by its parts. */
static void averageRow(const float *row, int width, float *into, int columns) {
  double step = (double)width / columns;
  int x = 0;
  float over = 0;
  for (int i = 0; i < columns; i++) {
    double end = (i + 1) * step;
    int whole = i == columns - 1 ? width : (int)end;
    float sum = over;
    for (; x < whole; x++) sum += row[x];
    float part = whole < width ? row[whole] * (float)(end - whole) : 0;
    into[i] = (sum + part) / (float)step;
    if (whole < width) {
      over = row[whole] - part;
      x = whole + 1;
    }
  }
}

static void measureRow(int row, float *scratch) {
  lightness((const void *)(job.pixels + row * job.rowBytes), job.width, job.channels, job.isDeep, scratch);
  averageRow(scratch, job.width, (float *)job.results + row * job.columns, job.columns);
}

/* The field's row at row `y` of the photo. */
static void blendField(int y, v128_t *line) {
  double at = (y + 0.5) * job.fieldRows / job.height - 0.5;
  at = at < 0 ? 0 : at > job.fieldRows - 1 ? job.fieldRows - 1 : at;
  int top = (int)at;
  int below = top + 1 < job.fieldRows ? top + 1 : top;
  v128_t share = all((float)(at - top));
  const v128_t *upper = (const v128_t *)job.field + (top - job.fieldFirst) * job.columns;
  const v128_t *lower = (const v128_t *)job.field + (below - job.fieldFirst) * job.columns;
  for (int i = 0; i < job.columns; i++) line[i] = add(upper[i], mul(sub(lower[i], upper[i]), share));
}

/* How far a channel can go from gray toward its color before leaving [0, 1]. Rounding can put white slightly above 1. */
static inline v128_t reach(v128_t channel, v128_t gray) {
  v128_t high = wasm_f32x4_pmax(all(0), divide(sub(all(1), gray), sub(channel, gray)));
  v128_t low = divide(gray, sub(gray, channel));
  return pick(wasm_f32x4_gt(channel, all(1)), high, pick(wasm_f32x4_lt(channel, all(0)), low, all(1)));
}

/* Adding 2^23 leaves the nearest whole number of what lies in [0, 2^22] in the low bits. */
static inline v128_t nearest(v128_t t) {
  return wasm_i32x4_sub(add(t, all(8388608)), wasm_i32x4_splat(0x4b000000));
}

#define LANES(look, i) \
  look(wasm_i32x4_extract_lane(i, 0)), look(wasm_i32x4_extract_lane(i, 1)), look(wasm_i32x4_extract_lane(i, 2)), \
      look(wasm_i32x4_extract_lane(i, 3))
#define STORE(p, n, a, b, c, d) p[0] = a, p[n] = b, p[2 * (n)] = c, p[3 * (n)] = d
#define STORE_LANES(p, n, lanes) STORE(p, n, lanes)

/* Code values of four pixels from linear light in [0, 1]: with 8 bits of the nearest step, with 16 between two. */
static inline void writeChannel(void *row, int at, int channels, int isDeep, v128_t linear) {
  v128_t place = mul(linear, all(steps));
  if (isDeep) {
#define BELOW(i) encoded[i]
#define ABOVE(i) encoded[(i) + 1]
#define WHOLE(i) i
    uint16_t *p = (uint16_t *)row + at;
    v128_t i = wasm_i32x4_trunc_sat_f32x4(wasm_f32x4_pmin(all(steps - 1), wasm_f32x4_pmax(all(0), place)));
    v128_t low = wasm_f32x4_make(LANES(BELOW, i)), high = wasm_f32x4_make(LANES(ABOVE, i));
    v128_t code = add(low, mul(sub(high, low), sub(place, wasm_f32x4_convert_i32x4(i))));
    STORE_LANES(p, channels, LANES(WHOLE, nearest(mul(code, all(65535)))));
  } else {
#define BYTE(i) bytes[i]
    uint8_t *p = (uint8_t *)row + at;
    /* Behind a row's end lies what was there before, NaN too, whose bits would be a place far outside of the table. */
    STORE_LANES(p, channels, LANES(BYTE, nearest(wasm_f32x4_pmin(all(steps), wasm_f32x4_pmax(all(0), place)))));
  }
}

/*
 * Gives four pixels the color of the functions beside them, and keeps their luminance: f(X) and f(Z) are linear in f(Y). A color
 * outside sRGB is mixed with the gray of its luminance just enough to fit.
 */
static inline void paintFour(void *row, int x, int channels, int isDeep, const v128_t *by) {
  v128_t y = readLuminance(row, x, channels, isDeep);
  v128_t f = labOf(y);
  v128_t x01 = wasm_i32x4_shuffle(by[0], by[1], 0, 4, 1, 5), x23 = wasm_i32x4_shuffle(by[2], by[3], 0, 4, 1, 5);
  v128_t z01 = wasm_i32x4_shuffle(by[0], by[1], 2, 6, 3, 7), z23 = wasm_i32x4_shuffle(by[2], by[3], 2, 6, 3, 7);
#define SLOPES(a, b) wasm_i32x4_shuffle(a, b, 0, 1, 4, 5)
#define OFFSETS(a, b) wasm_i32x4_shuffle(a, b, 2, 3, 6, 7)
  v128_t X = luminanceOf(add(mul(f, SLOPES(x01, x23)), OFFSETS(x01, x23)));
  v128_t Z = luminanceOf(add(mul(f, SLOPES(z01, z23)), OFFSETS(z01, z23)));
  /* XYZ to linear sRGB, X and Z times the white point, from the same matrix as the luminance: no color gives exact gray. */
#define MIX(a, b, c) add(add(mul(X, all(a)), mul(y, all(b))), mul(Z, all(c)))
  v128_t red = MIX(3.2404542 * 0.95047, -1.5371385, -0.4985314 * 1.08883);
  v128_t green = MIX(-0.969266 * 0.95047, 1.8760108, 0.041556 * 1.08883);
  v128_t blue = MIX(0.0556434 * 0.95047, -0.2040259, 1.0572252 * 1.08883);
  v128_t least = wasm_f32x4_pmin(red, wasm_f32x4_pmin(green, blue));
  v128_t most = wasm_f32x4_pmax(red, wasm_f32x4_pmax(green, blue));
  if (wasm_v128_any_true(wasm_v128_or(wasm_f32x4_lt(least, all(0)), wasm_f32x4_gt(most, all(1))))) {
    v128_t keep = wasm_f32x4_pmin(reach(most, y), reach(least, y));
    red = add(y, mul(sub(red, y), keep));
    green = add(y, mul(sub(green, y), keep));
    blue = add(y, mul(sub(blue, y), keep));
  }
  writeChannel(row, x * channels, channels, isDeep, red);
  writeChannel(row, x * channels + 1, channels, isDeep, green);
  writeChannel(row, x * channels + 2, channels, isDeep, blue);
}

/* Between two columns of the field the functions change linearly, so they are incremented instead of interpolated per pixel. */
static void paintRow(int row, v128_t *line) {
  int width = job.width, columns = job.columns, channels = job.channels;
  void *pixels = (void *)(job.pixels + row * job.rowBytes);
  v128_t *stretched = line + columns;
  blendField(job.firstRow + row, line);
  double step = (double)columns / width;
  int cell = -1, end = 0;
  v128_t left = all(0), rise = all(0);
  for (int from = 0; from < width; from += stretchPixels) {
    int to = from + stretchPixels < width ? from + stretchPixels : width;
    for (int x = from; x < to;) {
      while (x >= end) {
        cell++;
        end = cell == columns ? width : (int)__builtin_ceil((cell + 0.5) * width / columns - 0.5);
        left = line[cell > 0 ? cell - 1 : 0];
        rise = sub(line[cell < columns ? cell : columns - 1], left);
      }
      v128_t value = add(left, mul(rise, all((float)((x + 0.5) * step + 0.5 - cell))));
      v128_t perPixel = mul(rise, all((float)step));
      for (int stop = end < to ? end : to; x < stop; x++) {
        stretched[x - from] = value;
        value = add(value, perPixel);
      }
    }
    if (job.isDeep && channels == 3) for (int x = from; x < to; x += 4) paintFour(pixels, x, 3, 1, stretched + x - from);
    else if (job.isDeep) for (int x = from; x < to; x += 4) paintFour(pixels, x, 4, 1, stretched + x - from);
    else if (channels == 3) for (int x = from; x < to; x += 4) paintFour(pixels, x, 3, 0, stretched + x - from);
    else for (int x = from; x < to; x += 4) paintFour(pixels, x, 4, 0, stretched + x - from);
  }
}

/* Of a PNG's filters the predictions by the byte to the left, the one above, and the one left of that. */
static inline v128_t average(v128_t a, v128_t b) {
  return wasm_i8x16_sub(wasm_u8x16_avgr(a, b), wasm_v128_and(wasm_v128_xor(a, b), wasm_i8x16_splat(1)));
}

static inline v128_t nearestOfThree(v128_t a, v128_t b, v128_t c) {
  v128_t fromC = wasm_i16x8_sub(a, c), along = wasm_i16x8_sub(b, c);
  v128_t pa = wasm_i16x8_abs(along), pb = wasm_i16x8_abs(fromC), pc = wasm_i16x8_abs(wasm_i16x8_add(fromC, along));
  v128_t takesA = wasm_v128_and(wasm_i16x8_le(pa, pb), wasm_i16x8_le(pa, pc));
  return pick(takesA, a, pick(wasm_i16x8_le(pb, pc), b, c));
}

static inline v128_t paeth(v128_t a, v128_t b, v128_t c) {
#define HALF(half) nearestOfThree(wasm_u16x8_extend_##half##_u8x16(a), wasm_u16x8_extend_##half##_u8x16(b), \
                                  wasm_u16x8_extend_##half##_u8x16(c))
  return wasm_u8x16_narrow_i16x8(HALF(low), HALF(high));
}

/* Sixteen bytes as a PNG has them, which begins samples of 16 bits with their upper byte. */
static inline v128_t readBytes(const uint8_t *p, int isDeep) {
  v128_t v = wasm_v128_load(p);
  return isDeep ? wasm_i8x16_shuffle(v, v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14) : v;
}

static inline v128_t filterBytes(int filter, v128_t x, v128_t a, v128_t b, v128_t c) {
  if (filter == 1) return wasm_i8x16_sub(x, a);
  if (filter == 2) return wasm_i8x16_sub(x, b);
  if (filter == 3) return wasm_i8x16_sub(x, average(a, b));
  if (filter == 4) return wasm_i8x16_sub(x, paeth(a, b, c));
  return x;
}

static inline int sumOf(v128_t v) {
  return wasm_i32x4_extract_lane(v, 0) + wasm_i32x4_extract_lane(v, 1) + wasm_i32x4_extract_lane(v, 2) +
         wasm_i32x4_extract_lane(v, 3);
}

/*
 * A row as a PNG has it, with the filter whose bytes are the smallest in sum. Before every row are bytes of 0, before the first a
 * row of 0. After the filtered row are the two sums of its Adler-32.
 */
static void filterRow(int row) {
  int bytes = job.columns, pixelBytes = job.channels * (job.isDeep ? 2 : 1);
  const uint8_t *now = (const uint8_t *)job.pixels + row * job.rowBytes, *before = now - job.rowBytes;
  uint8_t *out = (uint8_t *)job.results + row * job.rowBytes;
#define BYTES(i) \
  readBytes(now + i, job.isDeep), readBytes(now + i - pixelBytes, job.isDeep), readBytes(before + i, job.isDeep), \
      readBytes(before + i - pixelBytes, job.isDeep)
  v128_t none = all(0), left = all(0), up = all(0), mean = all(0), near = all(0);
  for (int i = 0; i < bytes; i += 16) {
#define COUNT(sum, filter) \
  sum = wasm_i32x4_add(sum, wasm_u32x4_extadd_pairwise_u16x8(wasm_u16x8_extadd_pairwise_u8x16( \
                                wasm_i8x16_abs(filterBytes(filter, x, a, b, c)))))
    const v128_t four[] = {BYTES(i)};
    v128_t x = four[0], a = four[1], b = four[2], c = four[3];
    COUNT(none, 0), COUNT(left, 1), COUNT(up, 2), COUNT(mean, 3), COUNT(near, 4);
  }
  int best = 0, least = sumOf(none);
#define TRY(filter, sum) if (sumOf(sum) < least) best = filter, least = sumOf(sum);
  TRY(1, left) TRY(2, up) TRY(3, mean) TRY(4, near)
  out[0] = best;
#define WRITE(filter) \
  for (int i = 0; i < bytes; i += 16) wasm_v128_store(out + 1 + i, filterBytes(filter, BYTES(i)));
  if (best == 0) WRITE(0) else if (best == 1) WRITE(1) else if (best == 2) WRITE(2) else if (best == 3) WRITE(3) else WRITE(4)
  uint32_t one = 1, two = 0;
  for (int from = 0; from <= bytes; from += 5552) {
    for (int i = from; i <= bytes && i < from + 5552; i++) two += one += out[i];
    one %= 65521, two %= 65521;
  }
  uint32_t *sums = (uint32_t *)(out + job.rowBytes) - 2;
  sums[0] = one, sums[1] = two;
}

static void work(int thread) {
  for (;;) {
    int left = __atomic_fetch_sub(&job.left, 1, __ATOMIC_SEQ_CST);
    if (left < 1) return;
    void *scratch = (void *)(job.scratch + thread * job.scratchBytes);
    if (job.task == painting) paintRow(job.rows - left, scratch);
    else if (job.task == filtering) filterRow(job.rows - left);
    else measureRow(job.rows - left, scratch);
    if (__atomic_sub_fetch(&job.undone, 1, __ATOMIC_SEQ_CST) == 0) __builtin_wasm_memory_atomic_notify(&job.undone, 1);
  }
}

/* Does the job together with the threads that help, and returns when it is done. */
EXPORT(run) void run(void) {
  __atomic_store_n(&job.undone, job.rows, __ATOMIC_SEQ_CST);
  __atomic_store_n(&job.left, job.rows, __ATOMIC_SEQ_CST);
  __atomic_add_fetch(&job.round, 1, __ATOMIC_SEQ_CST);
  __builtin_wasm_memory_atomic_notify(&job.round, 1024);
  work(0);
  for (;;) {
    int undone = __atomic_load_n(&job.undone, __ATOMIC_SEQ_CST);
    if (undone == 0) return;
    /* A row takes milliseconds at most. A helper that needs half a minute is gone, and what it had would never be done. */
    if (__builtin_wasm_memory_atomic_wait32(&job.undone, undone, 30000000000LL) == timedOut) __builtin_trap();
  }
}

/* The life of a thread that helps. It never returns. */
EXPORT(help) void help(int thread) {
  int seen = 0;
  for (;;) {
    __builtin_wasm_memory_atomic_wait32(&job.round, seen, forever);
    seen = __atomic_load_n(&job.round, __ATOMIC_SEQ_CST);
    work(thread);
  }
}
