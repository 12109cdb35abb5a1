// What my grid has to put right, above its orders: the oldest first.

import type { ReactNode } from 'react';
import { shortTime } from '../shared/format';
import { giveUp } from './outbox';
import { openTask } from './page';
import { Refusal } from './Refusal';
import { Urgency } from './Signs';
import type { Field } from './state';
import { isToBegin, refusedOf, type Task, tasksOf } from './task';
import { useMinute } from './time';
import type { PendingStep } from './waiting';
import { say } from './words';

export function TaskList({ field }: { field: Field }): ReactNode {
  const tasks = tasksOf(field);
  const refused = refusedOf(field).map((one) => <RefusedStep key={one.id} one={one} />);
  if (tasks.length === 0) return refused;
  return (
    <section className="group tasks" data-testid="task-list">
      <h2>
        {say('task.title')} <span className="count">{tasks.length}</span>
      </h2>
      {refused}
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            <Line task={task} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A step that the desk did not take, until the person has read why. */
export function RefusedStep({ one, testId = 'step-refused' }: { one: PendingStep; testId?: string }): ReactNode {
  return (
    <Refusal failure={one.refused ?? null} title={say('task.refused')} testId={testId}>
      <button type="button" className="plain" onClick={() => giveUp(one)}>
        {say('task.again')}
      </button>
    </Refusal>
  );
}

function Line({ task }: { task: Task }): ReactNode {
  const now = useMinute();
  return (
    <button
      type="button"
      className={`line recipient ${task.urgency} ${isToBegin(task) ? 'waiting' : 'accepted'}`}
      data-testid="task"
      data-incident={task.id}
      data-state={task.state}
      onClick={() => openTask(task.id)}
    >
      <span className="top">
        <Urgency priority={task.urgency} />
        <span className="kind">{say(`report.kind.${task.kind}`)}</span>
        <span className="time">{shortTime(task.since, now)}</span>
      </span>
      <span className="text">{task.words === '' ? task.place_name : task.words}</span>
      <span className="bottom">
        <TaskState task={task} />
        <Due task={task} now={now} />
      </span>
    </button>
  );
}

/** Where it stands, or what waits to be said of it. */
export function TaskState({ task }: { task: Task }): ReactNode {
  const { unsent } = task;
  if (unsent !== null && unsent.refused === undefined) {
    const step = say(`task.${unsent.step.step}` as 'task.take_on');
    return <span className="unsent">{say('task.unsent', { step })}</span>;
  }
  return <span className="state">{say(`incident.state.${task.state}`)}</span>;
}

/** Until when it is to be done. */
export function Due({ task, now }: { task: Task; now: number }): ReactNode {
  if (task.due === null) return null;
  const isLate = Date.parse(task.due) < now;
  return (
    <span className={isLate ? 'late' : 'limit'}>
      {say(isLate ? 'task.overdue' : 'task.due', { time: shortTime(task.due, now) })}
    </span>
  );
}
