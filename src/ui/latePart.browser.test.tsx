import { Component, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#testing/eventually.ts';
import { Gate } from '#testing/gate.ts';
import { latePart } from '#ui/latePart.tsx';

let box: HTMLElement;
let root: Root;

beforeEach(() => {
  box = document.createElement('div');
  document.body.replaceChildren(box);
  root = createRoot(box, { onCaughtError: () => undefined });
});

function draw(node: ReactNode): void {
  flushSync(() => root.render(node));
}

function Greeting({ name }: { readonly name: string }) {
  return <p>Hello {name}</p>;
}

describe('a late part', () => {
  it('is there with the first drawing where its code was fetched ahead', async () => {
    const loads = Promise.resolve(Greeting);
    const Part = latePart(() => loads);
    Part.preload();
    await loads;
    await Promise.resolve();
    draw(<Part name="Olaf" />);
    expect(box.textContent).toBe('Hello Olaf');
  });

  it('leaves its place to another until its code is there, and then takes the newest props', async () => {
    const network = new Gate();
    network.isClosed = true;
    const Part = latePart(
      async () => {
        await network.pass();
        return Greeting;
      },
      <i>coming</i>,
    );
    draw(<Part name="Olaf" />);
    expect(box.textContent).toBe('coming');
    draw(<Part name="Philipp" />);
    network.release();
    await eventually(() => expect(box.textContent).toBe('Hello Philipp'));
  });

  it('fetches its code once, however often it is used', async () => {
    let fetches = 0;
    const Part = latePart(async () => {
      fetches += 1;
      return Greeting;
    });
    draw([<Part key="1" name="Olaf" />, <Part key="2" name="Thomas" />]);
    await eventually(() => expect(box.textContent).toBe('Hello OlafHello Thomas'));
    expect(fetches).toBe(1);
  });

  it('throws where its code cannot be had, and tries again at its next use', async () => {
    let isOffline = true;
    const Part = latePart(async () => {
      if (isOffline) throw new Error('offline');
      return Greeting;
    });
    Part.preload();
    draw(
      <Fence>
        <Part name="Olaf" />
      </Fence>,
    );
    await eventually(() => expect(box.textContent).toBe('failed: offline'));
    isOffline = false;
    draw(<Part name="Olaf" />);
    await eventually(() => expect(box.textContent).toBe('Hello Olaf'));
  });
});

class Fence extends Component<{ readonly children: ReactNode }, { readonly failed: string }> {
  override state = { failed: '' };

  static getDerivedStateFromError(error: Error): { readonly failed: string } {
    return { failed: error.message };
  }

  override render(): ReactNode {
    return this.state.failed === '' ? this.props.children : `failed: ${this.state.failed}`;
  }
}
