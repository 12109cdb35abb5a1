// One or several of a list, and the keys are the map's again.

import { type RefSelectProps, Select, type SelectProps } from 'antd';
import { type Ref, useImperativeHandle, useRef } from 'react';

type Props<Value> = Omit<SelectProps<Value>, 'onSelect' | 'onClear'> & { ref?: Ref<RefSelectProps> };

/** antd's Select keeps the focus after something was chosen, and with it every letter that is meant for the map. */
export function Picker<Value>({ ref, onOpenChange, ...props }: Props<Value>) {
  const select = useRef<RefSelectProps>(null);
  useImperativeHandle(ref, () => select.current as RefSelectProps, []);
  // Tab goes on from here all the same.
  const letGo = (): void => select.current?.blur();
  const isOfMany = props.mode !== undefined;
  return (
    <Select<Value>
      {...props}
      ref={select}
      // Of several there may be another: they are chosen once the list is closed.
      onOpenChange={(isOpen) => {
        onOpenChange?.(isOpen);
        if (isOfMany && !isOpen) letGo();
      }}
      {...(!isOfMany && { onSelect: letGo })}
      onClear={letGo}
    />
  );
}
