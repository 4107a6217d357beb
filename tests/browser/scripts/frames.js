// Measures what a reader feels: the longest task, and the longest time between two frames.
window.feel = {
  tasks: [], frames: [], began: 0, last: 0,
  begin() {
    this.tasks = []; this.frames = []; this.last = performance.now(); this.began = this.last; this.on = true;
    const step = (now) => {
      if (!this.on) return;
      this.frames.push(now - this.last);
      this.last = now;
      requestAnimationFrame(step);
    };
    requestAnimationFrame((now) => { this.last = now; requestAnimationFrame(step); });
  },
  end() {
    this.on = false;
    const frames = [...this.frames].sort((a, b) => a - b);
    const pick = (share) => frames[Math.min(frames.length - 1, Math.floor(frames.length * share))] ?? 0;
    return { tasks: this.tasks.length, longest_task: Math.max(0, ...this.tasks), frames: frames.length,
      median_frame: pick(0.5), p95_frame: pick(0.95), longest_frame: Math.max(0, ...frames), seconds: (performance.now() - this.began) / 1000 };
  },
};
new PerformanceObserver((list) => {
  for (const { duration, startTime } of list.getEntries()) if (startTime >= window.feel.began) window.feel.tasks.push(duration);
}).observe({ type: "longtask" });
