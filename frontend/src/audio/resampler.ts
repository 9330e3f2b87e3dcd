/**
 * Zero crossings of the sinc on each side; with the Kaiser window below the stop band is under -80
 * dB.
 */
const ZERO_CROSSINGS = 16;
const KAISER_BETA = 8;
/** Where the pass band ends, as a part of the lower Nyquist frequency. */
const ROLL_OFF = 0.93;

/**
 * Converts a stream of samples between two rates with a linear-phase polyphase filter
 * (windowed sinc). Joins the pieces of a stream without a seam.
 */
export class StreamResampler {
  /** Samples a piece of input is held back for, because the filter looks ahead. */
  readonly lookahead: number;
  private readonly up: number;
  private readonly down: number;
  private readonly taps: number;
  private readonly phases: Float32Array[];
  private pending: Float32Array;
  private phase = 0;

  constructor(fromRate: number, toRate: number) {
    const divisor = greatestCommonDivisor(fromRate, toRate);
    this.up = toRate / divisor;
    this.down = fromRate / divisor;
    const cutoff = Math.min(1, toRate / fromRate) * ROLL_OFF;
    this.lookahead = fromRate === toRate ? 0 : Math.ceil(ZERO_CROSSINGS / cutoff);
    this.taps = this.lookahead * 2;
    this.phases = this.taps === 0 ? [] : filterBank(this.up, this.lookahead, cutoff);
    this.pending = new Float32Array(Math.max(0, this.lookahead - 1));
  }

  /** Convert the next piece; returns what can be computed so far. */
  process(input: Float32Array): Float32Array {
    if (this.taps === 0) {
      return input.slice();
    }
    const samples = new Float32Array(this.pending.length + input.length);
    samples.set(this.pending);
    samples.set(input, this.pending.length);
    const output: number[] = [];
    let start = 0;
    while (start + this.taps <= samples.length) {
      const filter = this.phases[this.phase] ?? new Float32Array(this.taps);
      let sum = 0;
      for (let tap = 0; tap < this.taps; tap += 1) {
        sum += (filter[tap] ?? 0) * (samples[start + tap] ?? 0);
      }
      output.push(sum);
      this.phase += this.down;
      start += Math.floor(this.phase / this.up);
      this.phase %= this.up;
    }
    this.pending = samples.slice(start);
    return Float32Array.from(output);
  }

  /** Push the last samples out with silence. */
  flush(): Float32Array {
    return this.process(new Float32Array(this.lookahead));
  }
}

function filterBank(phases: number, half: number, cutoff: number): Float32Array[] {
  return Array.from({ length: phases }, (_unused, phase) => {
    const filter = new Float32Array(half * 2);
    let sum = 0;
    for (let tap = 0; tap < filter.length; tap += 1) {
      const distance = tap - half + 1 - phase / phases;
      const value = sinc(distance * cutoff) * kaiser(distance / half);
      filter[tap] = value;
      sum += value;
    }
    return filter.map((value) => value / sum);
  });
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(position: number): number {
  return (
    bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - position * position))) / bessel(KAISER_BETA)
  );
}

/** Modified Bessel function of the first kind, order zero, by its series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
