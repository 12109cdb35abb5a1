// One of a few that all stand in sight: one stop of the Tab key, and the arrows within it.

import { Segmented, type SegmentedProps } from 'antd';

type Props<Value> = Omit<SegmentedProps<Value>, 'ref'>;

/** antd's stands in the way of Tab twice: as a frame, in which the arrows do nothing, and as what is chosen in it. */
export function OneOf<Value extends string | number | boolean>(props: Props<Value>) {
  return <Segmented<Value> {...props} tabIndex={-1} />;
}
