/** Examples of Kubernetes rules: manifests, written as they stand in a file. */
import type { Example } from '../rule.ts';

export function manifest(code: string): Example {
  return { language: 'kubernetes', code: code.replace(/^\n/, '') };
}

/** A Deployment of one nginx container, with lines added to the container and to the pod. */
export function deployment(container = '', pod = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
${indented(pod, 6)}      containers:
        - name: web
          image: nginx:1.27
${indented(container, 10)}`;
}

function indented(lines: string, by: number): string {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `${' '.repeat(by)}${line}\n`)
    .join('');
}
