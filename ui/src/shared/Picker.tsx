// One of a list, and the keys are the map's again.

import { type RefSelectProps, Select, type SelectProps } from 'antd';
import { useRef } from 'react';

/** antd's Select keeps the focus after something was chosen, and with it every letter that is meant for the map. */
export function Picker<Value>(props: Omit<SelectProps<Value>, 'onSelect' | 'onClear'>) {
  const select = useRef<RefSelectProps>(null);
  // Tab goes on from here all the same.
  const letGo = (): void => select.current?.blur();
  return <Select<Value> {...props} ref={select} onSelect={letGo} onClear={letGo} />;
}
