# The register as an image: built with everything, shipped with what it needs to run. docs/operations.md says how it is used.
# Both stages are of one Debian release: better-sqlite3 is native code.

FROM node:24.11.1-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The first stage has a C++ compiler and Python, for where there is no ready-made SQLite.
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts/bundle.mjs scripts/
COPY src src
RUN npm run build

FROM build AS packages
# What does not load is found here and not at the first start.
RUN npm ci --omit=dev --no-audit --no-fund && node -e "require('better-sqlite3')(':memory:').close()"

FROM node:24.11.1-bookworm-slim
RUN groupadd --gid 10033 article33 \
 && useradd --uid 10033 --gid article33 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin article33 \
 && install -d -m 0700 -o article33 -g article33 /data /keys
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/dist dist
# Keys, secrets and addresses come from whoever runs it: none is in the image.
ENV NODE_ENV=production ARTICLE33_HOST=0.0.0.0 ARTICLE33_PORT=4000 ARTICLE33_DATA=/data
USER article33
VOLUME /data
EXPOSE 4000
# The start waits up to 30 seconds for the event store, and for what is not sealed yet.
HEALTHCHECK --interval=5s --timeout=4s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.ARTICLE33_PORT + '/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself hears SIGTERM: no shell and no npm in between.
ENTRYPOINT ["node", "dist/cli/article33.mjs"]
CMD ["serve"]
