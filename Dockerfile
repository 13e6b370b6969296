# The studio in one image: docker build -t pixomax-studio .
# Debian, not Alpine: onnxruntime's library is linked against glibc.
FROM node:24-bookworm-slim AS build
WORKDIR /studio
ENV NEXT_TELEMETRY_DISABLED=1
# All sources before the packages: installing them generates the database client from prisma/schema.
COPY . .
RUN npm ci
# Built the way that `npm start` does it, so that the first start finds the build and does not repeat it.
RUN node --import tsx server/start.ts --build-only
# The same again without what only tests and checks need; scripts are off, because the client is there already.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24-bookworm-slim
WORKDIR /studio
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN install --directory --owner=node --group=node --mode=700 /data
COPY --from=build --chown=node:node /studio ./
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself and not npm: it has to get the signal to stop.
CMD ["node", "--import", "tsx", "server/start.ts"]
