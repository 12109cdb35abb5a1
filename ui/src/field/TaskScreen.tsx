// One incident that my grid has to put right or that I may check, to be done with a thumb.

import { type ReactNode, useState } from 'react';
import type { InboxCard } from '../bridge/wire/InboxCard';
import type { IncidentStep } from '../bridge/wire/IncidentStep';
import { shortTime } from '../shared/format';
import { degreesOf } from '../shared/lattice';
import { Attached } from './Attached';
import { BlowButton } from './BlowSheet';
import { handle } from './page';
import { ScreenBar } from './ScreenBar';
import { Urgency } from './Signs';
import type { Field } from './state';
import { Due, RefusedStep, TaskState } from './TaskList';
import { refusedOf, type Step, stepsOf, type Task, tasksOf } from './task';
import { useMinute } from './time';
import { WordSheet } from './WordSheet';
import { say } from './words';

type Told = Extract<Step, 'dispose' | 'pass' | 'fail'>;

export function TaskScreen({ field, card, id }: { field: Field; card: InboxCard; id: string }): ReactNode {
  const task = tasksOf(field).find((one) => one.id === id);
  const refused = refusedOf(field).find(({ incident }) => incident === id);
  return (
    <div className="order-screen">
      <ScreenBar title={task?.number ?? say('task.title')} link={field.link} />
      {task === undefined ? (
        <main className="middle" data-testid="task-gone">
          <p className="lead">{say('task.none')}</p>
          <p className="quiet">{say('task.none.advice')}</p>
          {refused && <RefusedStep one={refused} testId="task-refused" />}
        </main>
      ) : (
        <Open task={task} card={card} />
      )}
    </div>
  );
}

function Open({ task, card }: { task: Task; card: InboxCard }): ReactNode {
  const now = useMinute();
  const { unsent } = task;
  const steps = unsent !== null && unsent.refused === undefined ? [] : stepsOf(task);
  return (
    <>
      <main className="order" data-testid="task-open" data-state={task.state}>
        <p className="signs">
          <Urgency priority={task.urgency} />
          <span className="kind">{say(`report.kind.${task.kind}`)}</span>
          <TaskState task={task} />
        </p>
        <p className="words">{task.words}</p>
        <Attached attachments={task.attachments} />
        <p>
          <Due task={task} now={now} />
        </p>
        <Where task={task} />
        <p className="quiet">{say('task.reported', { time: shortTime(task.arrived, now) })}</p>
        {task.told !== null && <p className="said">{task.told}</p>}
        {unsent && <RefusedStep one={unsent} testId="task-refused" />}
        {steps.includes('take_on') && <p className="quiet">{say('task.not.mine')}</p>}
        <BlowButton incident={task} card={card} />
      </main>
      {steps.length > 0 && <Steps task={task} steps={steps} />}
    </>
  );
}

/** Where it is; a place on the map opens in the phone's own. */
function Where({ task }: { task: Task }): ReactNode {
  if (task.place === null) return <p>{task.place_name}</p>;
  const [longitude, latitude] = degreesOf(task.place);
  const at = `${latitude.toFixed(5)},${longitude.toFixed(5)}`;
  return (
    <p>
      <a href={`geo:${at}?q=${at}`} data-testid="task-place">
        {task.place_name}
      </a>
    </p>
  );
}

function Steps({ task, steps }: { task: Task; steps: readonly Step[] }): ReactNode {
  const [asking, setAsking] = useState<Told | null>(null);
  const take = (step: Step): void => {
    if (step === 'take_on' || step === 'arrive') void handle(task.id, { step });
    else setAsking(step);
  };
  return (
    <>
      <footer className="answers">
        {steps.map((step, at) => (
          <button
            key={step}
            type="button"
            className={at === steps.length - 1 ? 'primary' : 'second'}
            data-testid={`task-${step}`}
            onClick={() => take(step)}
          >
            {say(`task.${step}`)}
          </button>
        ))}
      </footer>
      {asking !== null && (
        <WordSheet
          title={say(`task.${asking}`)}
          label={say(`task.${asking}.how`)}
          send={say('task.send')}
          quick={[say(`task.${asking}.quick`)]}
          tone={asking === 'fail' ? 'bad' : 'good'}
          asked={{ holds: 'words' }}
          takesFiles
          onSend={(words, _, files) => {
            void handle(task.id, stepOf(asking, words), files);
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

function stepOf(step: Told, words: string): IncidentStep {
  return step === 'fail' ? { step, reason: words, attachments: [] } : { step, words, attachments: [] };
}
