// Counts what a page sounds and shows, by watching the browser's own doors.
window.tones = [];
window.notices = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  window.tones.push({ hertz: this.frequency.value, at: performance.timeOrigin + performance.now() });
  return start.apply(this, when);
};
const Shown = window.Notification;
window.Notification = class extends Shown {
  constructor(title, more) {
    super(title, more);
    window.notices.push({ title, ...more });
  }
};
