// An element that lives longer than the components that show it: a canvas that is drawn on wherever it stands.

import { type ReactNode, useLayoutEffect, useRef } from 'react';

type Props = { element: HTMLElement; label: string; className?: string; testId?: string };

export function Mounted({ element, label, className, testId }: Props): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.append(element);
    // Where another component has taken it over meanwhile it stays there.
    const here = place.current;
    return () => {
      if (element.parentElement === here) element.remove();
    };
  }, [element]);
  return <div ref={place} className={className} role="img" aria-label={label} data-testid={testId} />;
}
