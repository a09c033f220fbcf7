import { Component, type ReactNode } from 'react';

interface ErrorScreenProps {
  readonly children: ReactNode;
}

interface ErrorScreenState {
  readonly message: string | null;
}

/** What is shown instead of a blank page when drawing the page fails. */
export class ErrorScreen extends Component<ErrorScreenProps, ErrorScreenState> {
  override state: ErrorScreenState = { message: null };

  static getDerivedStateFromError(error: unknown): ErrorScreenState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <main style={{ maxWidth: '60ch', margin: '15vh auto', padding: 16, lineHeight: 1.5 }}>
        <div role="alert">
          <h1>Cellpane has stopped</h1>
          <p>
            A fault in the page itself ended it. Your image files are untouched; objects that were
            not exported are lost. Reload the page to go on.
          </p>
          <p>What the fault said: {this.state.message}</p>
        </div>
        <button type="button" onClick={() => window.location.reload()}>
          Reload the page
        </button>
      </main>
    );
  }
}
