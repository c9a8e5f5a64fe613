// How the SDK gets into dist/cloud.js without what is never used of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages of the SDK's own dependencies for what we never do: websockets, XML, dates, templates. */
const unused = /^(?:ws|xml2js|moment|lodash|http-proxy-agent|https-proxy-agent|socks-proxy-agent)$/;

/**
 * The ECS client has 1,151 models in 3,450 files, and `models/model.js` loads all of them. Here it has only those of the
 * operations that cloud/ asks for: every `…Request` that is imported there, with its response.
 * @param {string} root the project's folder
 * @returns an esbuild plugin
 */
export function slimSdk(root) {
  const models = join(root, 'node_modules/@alicloud/ecs20140526/dist/models');
  return {
    name: 'slim-sdk',
    setup(build) {
      build.onResolve({ filter: /^\.\/models\/model$/ }, ({ importer }) =>
        /ecs20140526[\\/]dist[\\/]client\.js$/.test(importer) ? { path: 'models', namespace: 'ecs-models' } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'ecs-models' }, () => ({
        contents: requestsIn(join(root, 'cloud'))
          .flatMap((request) => [request, request.replace(/Request$/, 'Response')])
          .map((name) => `exports.${name} = require('./${name}').${name};`)
          .join('\n'),
        resolveDir: models,
        loader: 'js',
      }));
      // Ours are other versions of the same packages, and are used.
      build.onResolve({ filter: unused }, ({ path, importer }) =>
        importer.startsWith(join(root, 'cloud')) ? undefined : { path, namespace: 'unused' },
      );
      build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
        // Whatever is asked of it while the SDK loads (classes to extend, constants) is there and does nothing.
        contents: 'module.exports = class {};',
        loader: 'js',
      }));
    },
  };

  function requestsIn(folder) {
    const texts = readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    const names = new Set(texts.flatMap((text) => [...text.matchAll(/\b\w+Request\b/g)].map(([name]) => name)));
    return [...names].filter((name) => existsSync(join(models, `${name}.js`))).sort();
  }
}
