// What the own camera sees, as in a mirror where it looks at whoever looks at it.

import { type ReactNode, useEffect, useRef } from 'react';
import type { Camera } from './camera';

type Props = { camera: Camera; label: string; className?: string };

export function Preview({ camera, label, className }: Props): ReactNode {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = camera.stream;
    void element.play().catch(() => {});
    return () => {
      element.srcObject = null;
    };
  }, [camera]);
  return (
    <video
      ref={video}
      className={className}
      style={{ transform: camera.facing === 'user' ? 'scaleX(-1)' : undefined }}
      muted
      playsInline
      aria-label={label}
      data-testid="own-picture"
    />
  );
}
