/** As much of Storybook's types as the recipe uses. */
import type { within } from '@testing-library/react';
import type { SetupWorker } from 'msw/browser';
import type { ComponentType, ReactElement } from 'react';

type Values = Readonly<Record<string, unknown>>;

export interface StoryContext {
  readonly parameters: Values;
  readonly loaded: Values;
  readonly canvas: ReturnType<typeof within>;
  readonly userEvent: {
    type(element: Element, text: string): Promise<void>;
    click(element: Element): Promise<void>;
  };
  /** Of msw-storybook-addon; there once its loader has run. */
  msw: SetupWorker;
}

export type Loader = (context: StoryContext) => Promise<Values>;

export type Decorator = (Story: ComponentType, context: StoryContext) => ReactElement;

export interface Meta<Component extends ComponentType> {
  readonly component: Component;
}

export interface StoryObj<Component extends ComponentType> extends Partial<Meta<Component>> {
  readonly parameters?: Values;
  play?(context: StoryContext): Promise<void>;
}
