/** True and false positives and negatives of one label. */
export class Counts {
  tp = 0;
  fp = 0;
  fn = 0;
  tn = 0;

  add(gold: boolean, predicted: boolean): void {
    if (gold && predicted) this.tp += 1;
    else if (predicted) this.fp += 1;
    else if (gold) this.fn += 1;
    else this.tn += 1;
  }

  get precision(): number {
    return this.tp + this.fp === 0 ? 1 : this.tp / (this.tp + this.fp);
  }

  get recall(): number {
    return this.tp + this.fn === 0 ? 1 : this.tp / (this.tp + this.fn);
  }

  get f1(): number {
    return this.tp === 0 ? (this.fp + this.fn === 0 ? 1 : 0) : (2 * this.tp) / (2 * this.tp + this.fp + this.fn);
  }

  get accuracy(): number {
    const all = this.tp + this.fp + this.fn + this.tn;
    return all === 0 ? 1 : (this.tp + this.tn) / all;
  }
}

export const percent = (share: number): string => (100 * share).toFixed(1).padStart(5);
