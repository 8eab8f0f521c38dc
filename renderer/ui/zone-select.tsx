import { Select, type SelectProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../text/t.ts';
import { zoneCity, zoneOffset } from '../text/moments.ts';

type Props = Pick<SelectProps, 'label' | 'description' | 'size' | 'comboboxProps'> & {
  readonly value: string;
  readonly onChange: (zone: string) => void;
};

/** Every zone this computer knows, found by city, region or offset. Nothing is chosen while `value` is empty. */
export function ZoneSelect({ value, onChange, ...rest }: Props): ReactNode {
  return (
    <Select
      {...rest}
      searchable
      openOnFocus
      onClick={(event) => event.currentTarget.select()}
      allowDeselect={false}
      data={choices(value)}
      value={value === '' ? null : value}
      onChange={(zone) => zone !== null && onChange(zone)}
      placeholder={t.zones.placeholder}
      nothingFoundMessage={t.zones.none}
      filter={({ options, search }) => options.filter((option) => 'value' in option && matches(option, search))}
      limit={60}
      maxDropdownHeight={280}
    />
  );
}

/** Found by any words of `Berlin, Europe (GMT+1)` or `Europe/Berlin`. */
function matches(option: { label: string; value: string | number | boolean }, search: string): boolean {
  const text = `${option.label} ${String(option.value)}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

const remembered: { choices: readonly Choice[] | undefined } = { choices: undefined };

/** The list, with `value` in it even when it is an older name that the system no longer lists. */
function choices(value: string): Choice[] {
  const known = (remembered.choices ??= Intl.supportedValuesOf('timeZone').map(toChoice));
  return value === '' || known.some((choice) => choice.value === value) ? [...known] : [toChoice(value), ...known];
}

function toChoice(zone: string): Choice {
  const region = zone.includes('/') ? zone.slice(0, zone.indexOf('/')).replaceAll('_', ' ') : '';
  const where = region === '' ? zoneCity(zone) : `${zoneCity(zone)}, ${region}`;
  return { value: zone, label: `${where} (${zoneOffset(zone, Date.now())})` };
}
