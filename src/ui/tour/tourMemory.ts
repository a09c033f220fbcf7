const PLACE = 'cellpane-tour';

/** True when the tour was ended or skipped in this browser before. */
export function wasTourSeen(): boolean {
  try {
    return localStorage.getItem(PLACE) !== null;
  } catch {
    // Where nothing is kept it would come again and again.
    return true;
  }
}

/** Notes that the tour need not come by itself again. */
export function rememberTour(): void {
  try {
    localStorage.setItem(PLACE, 'seen');
  } catch {
    // Then it is not shown by itself anyway.
  }
}
