interface Task {
  name: string;
  priority: number;
}

type Order = (left: Task, right: Task) => number;

const byPriority: Order = (left, right) => right.priority - left.priority;

// Tasks, the most urgent one first.
export class Queue {
  private tasks: Task[] = [];

  constructor(private readonly order: Order = byPriority) {}

  add(name: string, priority = 0): this {
    this.tasks.push({ name, priority });
    this.tasks.sort(this.order);
    return this;
  }

  next(): string | undefined {
    const task = this.tasks.shift();
    return task?.name;
  }
}

const queue = new Queue().add("wash").add("eat", 2);
export const first = queue.next();
