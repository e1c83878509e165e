import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import type { Api, Group } from './cloud-api.ts';
import { addressOf, readForecast } from './forecast.ts';
import type { Day, Forecast } from './forecast.ts';
import { Icon, WeatherIcon } from './icons.tsx';
import { TaskNotice } from './refusal.tsx';
import { useTexts } from './texts.ts';
import { useTask } from './use-task.ts';

/** Calls a published API as anybody would, and shows the weather that it answers. */
export function TryForecast({ group, api }: { readonly group: Group; readonly api: Api }): ReactElement {
  const t = useTexts();
  const id = useId();
  const task = useTask();
  const [city, setCity] = useState(t.locale === 'en' ? 'Hangzhou' : '杭州');
  const [forecast, setForecast] = useState<Forecast>();
  const address = addressOf(group, api, city);

  async function get(): Promise<void> {
    setForecast(undefined);
    const answer = await task.run((_call, signal) => readForecast(address, signal));
    if (answer !== undefined) setForecast(answer);
  }

  return (
    <>
      <form
        className="try"
        aria-label={t.tryOut(api.ApiName)}
        onSubmit={(event) => {
          event.preventDefault();
          void get();
        }}
      >
        <label htmlFor={id}>{t.city}</label>
        <input
          id={id}
          defaultValue={city}
          autoComplete="off"
          onInput={({ currentTarget }) => setCity(currentTarget.value)}
        />
        <button className="button" aria-disabled={task.isBusy}>
          <Icon name="send" /> {task.isBusy ? t.working : t.getForecast}
        </button>
      </form>
      <p className="address">
        <code>{address}</code>
      </p>
      <div role="status">{forecast !== undefined && <Weather forecast={forecast} />}</div>
      <TaskNotice task={task} onRetry={() => void get()} />
    </>
  );
}

function Weather({ forecast }: { readonly forecast: Forecast }): ReactElement | null {
  const t = useTexts();
  const [today, ...later] = forecast.days;
  if (today === undefined) return null;
  return (
    <div className={`weather ${today.condition}`}>
      <div className="now">
        <WeatherIcon condition={today.condition} />
        <div>
          <strong className="temperature">{today.high}°</strong>
          <p>
            {forecast.city} · {t.conditions[today.condition]}
          </p>
        </div>
      </div>
      <ul>
        {later.map((day) => (
          <DayOf key={day.date} day={day} />
        ))}
      </ul>
    </div>
  );
}

function DayOf({ day }: { readonly day: Day }): ReactElement {
  const t = useTexts();
  const name = new Date(`${day.date}T00:00`).toLocaleDateString(t.locale, { weekday: 'short' });
  return (
    <li>
      <span>{name}</span>
      <WeatherIcon condition={day.condition} />
      <span className="visually-hidden">{t.conditions[day.condition]}</span>
      <span aria-label={t.highLow(day.high, day.low)}>
        {day.high}° <span className="low">{day.low}°</span>
      </span>
    </li>
  );
}
