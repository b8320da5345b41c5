/** To be imported first: libraries look once, when they are loaded, whether they run in production, and check less if they do. */
process.env['NODE_ENV'] = 'production';
