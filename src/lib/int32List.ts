/**
 * Growing list of 32-bit integers without boxed numbers. Hot loops read `data` directly; a reference
 * to it is valid only until the next `push`.
 */
export class Int32List {
  data: Int32Array<ArrayBuffer>;
  length = 0;

  constructor(initialCapacity = 1024) {
    this.data = new Int32Array(Math.max(1, initialCapacity));
  }

  push(value: number): void {
    if (this.length === this.data.length) this.grow();
    this.data[this.length] = value;
    this.length++;
  }

  private grow(): void {
    const larger = new Int32Array(this.data.length * 2);
    larger.set(this.data);
    this.data = larger;
  }
}
