import { IANAZone } from 'luxon';

/**
 * A zone that remembers its offsets. Asking the system for one takes some 15 µs, and a month of posts asks
 * thousands of times, mostly about the same midnights. Zones change their clocks on whole minutes.
 */
class RememberingZone extends IANAZone {
  private readonly offsets = new Map<number, number>();

  override offset(at: number): number {
    const minute = Math.floor(at / 60_000);
    const known = this.offsets.get(minute);
    if (known !== undefined) return known;
    const offset = super.offset(at);
    if (this.offsets.size >= MOST) this.offsets.clear();
    this.offsets.set(minute, offset);
    return offset;
  }
}

const MOST = 20_000;
const zones = new Map<string, RememberingZone>();

/** The zone called `name`, one and the same each time. */
export function knownZone(name: string): IANAZone {
  const known = zones.get(name) ?? new RememberingZone(name);
  zones.set(name, known);
  return known;
}
